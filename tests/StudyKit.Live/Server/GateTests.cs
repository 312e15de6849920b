using System.Net;
using System.Net.WebSockets;
using StudyKit.Live.Rendering;
using StudyKit.Live.Server;
using StudyKit.Tests.Live.State;

namespace StudyKit.Tests.Live.Server;

/// <summary>Who comes in: the page itself, with its token, at this machine's own address. Nobody else.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task Only_the_page_itself_with_its_token_comes_in()
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(("a", "1 + 1", []));
        FrameStore frames = new();
        string frame = frames.Settle("<iframe srcdoc=\"&lt;p&gt;inside\"></iframe>", ["run()"]);
        await using LiveServer server = await LiveServer.StartAsync(
            fixture.Desk, frames, PortHold.Take(null, fixture.Folder));
        using HttpClient client = new();
        string own = server.Address.GetLeftPart(UriPartial.Authority), token = server.Address.Query;

        HttpResponseMessage page = await client.GetAsync(server.Address);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", page.Headers.GetValues("Cache-Control").Single());
        Assert.DoesNotContain(page.Headers, one => one.Key is "Server" or "Access-Control-Allow-Origin");

        async Task Refused(string address, string sentence, string? host = null, string? origin = null)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            if (host is not null) request.Headers.Host = host;
            if (origin is not null) request.Headers.Add("Origin", origin);
            HttpResponseMessage answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
            Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await Refused(own, "lacks the right token");
        await Refused(own + "/?token=", "lacks the right token");
        await Refused(server.Address.AbsoluteUri[..^1], "lacks the right token");
        await Refused(server.Address.AbsoluteUri + "0", "lacks the right token");
        await Refused(server.Address.AbsoluteUri, "answers to 127.0.0.1", host: "evil.example");
        await Refused(server.Address.AbsoluteUri, "answers to 127.0.0.1", host: $"evil.example:{server.Address.Port}");
        await Refused(server.Address.AbsoluteUri, "Only the page itself", origin: "https://evil.example");
        await Refused(server.Address.AbsoluteUri, "Only the page itself", origin: "null");
        await Refused(
            server.Address.AbsoluteUri, "Only the page itself", origin: $"https://127.0.0.1:{server.Address.Port}");
        await Refused(own + "/%2e%2e/%2e%2e/etc/passwd" + token, "no other file");
        await Refused(own + "/small.ipynb" + token, "no other file");
        await Refused(own + "/frame/" + new string('0', 32), "no other file");

        using HttpRequestMessage post = new(HttpMethod.Post, server.Address);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.SendAsync(post)).StatusCode);
        string name = frame.Split('"')[1];
        HttpResponseMessage inside = await client.GetAsync(own + name);
        Assert.Equal("<p>inside", await inside.Content.ReadAsStringAsync());
        string policy = inside.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("sandbox allow-scripts; default-src 'none'", policy,
            StringComparison.Ordinal);

        string line = $"ws://127.0.0.1:{server.Address.Port}/line{token}&since=0";
        Assert.True(await ConnectsAsync(line, own));
        Assert.True(await ConnectsAsync(line, $"http://localhost:{server.Address.Port}"));
        Assert.False(await ConnectsAsync(line, "https://evil.example"));
        Assert.False(await ConnectsAsync(line, null));
        Assert.False(await ConnectsAsync(line.Replace(token, "?token=0", StringComparison.Ordinal), own));
    }

    [Fact]
    public void The_same_notebook_has_the_same_port_and_two_at_once_have_two()
    {
        int first;
        using (PortHold hold = PortHold.Take(null, "/a/notebook.ipynb"))
        {
            first = hold.Number;
            using PortHold other = PortHold.Take(null, "/a/notebook.ipynb");
            Assert.NotEqual(first, other.Number);
            Assert.Throws<IOException>(() => PortHold.Take(first, "/a/notebook.ipynb"));
        }

        using PortHold again = PortHold.Take(null, "/a/notebook.ipynb");
        Assert.Equal(first, again.Number);
    }

    private static async Task<bool> ConnectsAsync(string address, string? origin)
    {
        using ClientWebSocket socket = new();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri(address), CancellationToken.None);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }
}
