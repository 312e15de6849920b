using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StudyKit.Contracts;
using StudyKit.Live.Rendering;
using StudyKit.Live.State;

namespace StudyKit.Live.Server;

/// <summary>
/// The server of one notebook's page, on this machine's own address: the page, its line, and the frames of its outputs.
/// It serves no file, so there is no path that could lead out of a folder.
/// </summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private const int LargestBody = 1024;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();

    private LiveServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>The page's address with its token.</summary>
    public Uri Address { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="desk">The notebook.</param>
    /// <param name="frames">Frames of outputs.</param>
    /// <param name="port">The port, let go here for the server to take.</param>
    public static async Task<LiveServer> StartAsync(Desk desk, FrameStore frames, PortHold port)
    {
        int number = port.Number;
        port.Dispose();
        string token = Gate.NewToken();
        Gate gate = new(number, token);
        // Nothing of the machine's configuration changes where it listens or what it logs.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, number);
        });
        builder.Services.AddOptions();
        WebApplication app = builder.Build();
        LiveServer server = new(app, new Uri($"http://127.0.0.1:{number}/?token={token}"));
        app.UseWebSockets();
        app.Run(context => server.ServeAsync(context, gate, desk, frames));
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        try
        {
            await _app.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // A window that does not close its line is cut off.
        }

        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(HttpContext context, Gate gate, Desk desk, FrameStore frames)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (gate.Refusal(context.Request) is { } refusal)
        {
            await SayAsync(context, StatusCodes.Status403Forbidden, refusal);
            return;
        }

        string path = context.Request.Path.Value ?? "/";
        if (context.Request.Method != HttpMethods.Get)
        {
            await SayAsync(context, StatusCodes.Status405MethodNotAllowed, "This server is read with GET only.");
        }
        else if (path == "/")
        {
            headers.ContentSecurityPolicy = "frame-ancestors 'none'";
            await SendAsync(context, await desk.PageAsync());
        }
        else if (path == "/line" && context.WebSockets.IsWebSocketRequest)
        {
            await Line.ServeAsync(context, desk, _stop.Token);
        }
        else if (path.StartsWith("/frame/", StringComparison.Ordinal) && frames.Find(path[7..]) is { } frame)
        {
            headers.ContentSecurityPolicy = frame.Policy;
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            await SendAsync(context, frame.Document);
        }
        else
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "This server shows one notebook and no other " +
                "file. Open another notebook in a page of its own: studykit open NOTEBOOK.");
        }
    }

    private static async Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        await SendAsync(context, $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>StudyKit</title></head>
            <body><p>{Escaping.Html(sentence)}</p></body></html>
            """);
    }

    private static Task SendAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(html)).AsTask();
    }
}
