using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StudyKit.Tests.Support;

/// <summary>
/// A small HTTP server on a loopback port, for tests of downloads: real sockets, and replies that can go wrong on
/// purpose.
/// </summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, Reply> _answer;

    /// <param name="answer">The reply for a path.</param>
    public LoopbackServer(Func<string, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The requests so far, each "path" or "path from byte".</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync())?.Split(' ')[1].TrimStart('/') ?? "";
            long from = 0;
            string condition = "";
            for (string? line = await reader.ReadLineAsync(); !string.IsNullOrEmpty(line); line =
                await reader.ReadLineAsync())
            {
                if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                {
                    from = long.Parse(line["Range: bytes=".Length..].TrimEnd('-'));
                }

                if (line.StartsWith("If-Range: ", StringComparison.OrdinalIgnoreCase))
                {
                    condition = $" if {line["If-Range: ".Length..]}";
                }
            }

            Requests.Enqueue(from > 0 ? $"{path} {from}{condition}" : path);
            Reply reply = _answer(path);
            bool ranged = from > 0 && reply.Ranges && reply.Status == 200;
            byte[] body = ranged ? reply.Body[(int)from..] : reply.Body;
            string status = ranged ? "206 Partial Content" : reply.Status == 200 ? "200 OK" : $"{reply.Status} Other";
            string range = ranged ? $"Content-Range: bytes {from}-{reply.Body.Length - 1}/{reply.Body.Length}\r\n" : "";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: " +
                $"{body.Length}\r\n{range}{reply.Headers}Connection: close\r\n\r\n"));
            await stream.WriteAsync(body.AsMemory(
                0, Math.Min(body.Length, Math.Min(reply.CutAfter, reply.StallAfter))));
            if (body.Length > reply.StallAfter) await Task.Delay(TimeSpan.FromSeconds(20));
        }
    }

    /// <summary>What the server sends.</summary>
    /// <param name="Body">The file.</param>
    /// <param name="Status">The status.</param>
    /// <param name="Ranges">Whether it can send a file from a given byte on.</param>
    /// <param name="CutAfter">The connection ends after so many bytes of a reply.</param>
    /// <param name="StallAfter">After so many bytes of a reply nothing is sent, and the connection stays open.</param>
    /// <param name="Headers">Further headers, each with its line end.</param>
    public sealed record Reply(byte[] Body, int Status = 200,
        bool Ranges = true, int CutAfter = int.MaxValue, int StallAfter = int.MaxValue, string Headers = "");
}
