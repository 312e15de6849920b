using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyKit.Tests.FrontEnds;

/// <summary>
/// A front end as docs/session-protocol.md describes one, written from that page alone: a pipe, a process, lines.
/// </summary>
internal sealed class SessionFrontEnd : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly BlockingCollection<JsonObject> _messages = [];
    private readonly NamedPipeServerStream _pipe;
    private readonly Process _process;
    private int _requests;

    private SessionFrontEnd(NamedPipeServerStream pipe, Process process)
    {
        (_pipe, _process) = (pipe, process);
        _ = Task.Run(ReadAsync);
    }

    /// <summary>All that was heard so far.</summary>
    public ConcurrentQueue<JsonObject> Heard { get; } = new();

    public Process Process => _process;

    public static async Task<SessionFrontEnd> StartAsync(string folder)
    {
        // As the runner names its pipes: the owner's process stands second, so that a reader of the folder of
        // sockets sees whose it is and whether it lives (BadInputTests does).
        string name = $"studykit-{Environment.ProcessId}-{Guid.NewGuid():N}"[..30];
        NamedPipeServerStream pipe = new(
            name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        Process process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "StudyKit.Cli.dll"), "session", name, folder])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await pipe.WaitForConnectionAsync().WaitAsync(Patience);
        return new SessionFrontEnd(pipe, process);
    }

    public void Send(JsonObject message)
    {
        byte[] line = Encoding.UTF8.GetBytes(message.ToJsonString() + "\n");
        lock (_pipe) _pipe.Write(line);
    }

    /// <summary>Sends a cell without waiting for it.</summary>
    public void Begin(string run, string code) => Send(new()
    {
        ["type"] = "run",
        ["id"] = run,
        ["code"] = code,
        ["name"] = "cell " + run,
        ["language"] = "csharp",
    });

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>Its outcome.</returns>
    public string Run(string run, string code)
    {
        Begin(run, code);
        return (string)Ended(run)["outcome"]!;
    }

    public JsonObject Ended(string run) => Next("ended", one => (string?)one["run"] == run);

    /// <summary>Asks a language request.</summary>
    public JsonObject Ask(JsonObject request)
    {
        int id = ++_requests;
        request["id"] = id;
        Send(request);
        return Next("answer", one => (int)one["id"]! == id);
    }

    /// <summary>The next message of a type; others are left to <see cref="Heard"/>.</summary>
    public JsonObject Next(string type, Func<JsonObject, bool>? which = null)
    {
        using CancellationTokenSource end = new(Patience);
        while (true)
        {
            JsonObject message = _messages.Take(end.Token);
            if ((string?)message["type"] == type && which?.Invoke(message) != false) return message;
        }
    }

    /// <summary>The window is closed: the pipe ends without a word.</summary>
    public void Close() => _pipe.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _pipe.DisposeAsync();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20))) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        using StreamReader reader = new(_pipe, Encoding.UTF8, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                JsonObject message = (JsonObject)JsonNode.Parse(line)!;
                Heard.Enqueue(message);
                _messages.Add(message);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Closed by the test.
        }

        _messages.CompleteAdding();
    }
}
