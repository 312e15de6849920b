using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Live.Sessions;

/// <summary>
/// The page's end of a notebook's process: sends cells and questions, hears what the process says, and tells how it
/// died. Speaks docs/session-protocol.md, as the VS Code extension does.
/// </summary>
internal sealed class LiveSession : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly SessionOutbox _outbox;
    private readonly ErrorTail _errors = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = [];
    private readonly Action<JsonObject> _hear;
    private readonly Task[] _consoles;
    private int _questions;
    private bool _isLetGo;

    private LiveSession(SessionProcess started, Action<JsonObject> hear, Action<string> died)
    {
        (_process, _pipe) = started;
        _hear = hear;
        _outbox = new SessionOutbox(_pipe);
        JsonObject hello = SessionProtocol.Message(SessionProtocol.Hello);
        hello["input"] = true;
        hello["language"] = true;
        Send(hello);
        _consoles = [ReadConsoleAsync(_process.StandardOutput, "stdout"), ReadConsoleAsync(
            _process.StandardError, "stderr")];
        _ = ReadPipeAsync(died);
    }

    /// <summary>The number of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts the process.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="hear">Hears every message but answers.</param>
    /// <param name="died">Told once, in a sentence, when the process has ended by itself.</param>
    /// <exception cref="IOException">The process could not be started or did not answer.</exception>
    public static async Task<LiveSession> StartAsync(
        ChildCommand command, string folder, IReadOnlyDictionary<string, string> environment,
        Action<JsonObject> hear, Action<string> died) =>
        new(await SessionProcess.StartAsync(command, folder, environment, CancellationToken.None), hear, died);

    public void Send(JsonObject message) => _outbox.Send(message);

    /// <summary>Asks a language request.</summary>
    /// <returns>The answer; one with <c>error</c> when the process has gone.</returns>
    public Task<JsonObject> AskAsync(JsonObject request, CancellationToken cancellation)
    {
        int id = Interlocked.Increment(ref _questions);
        request["id"] = id;
        TaskCompletionSource<JsonObject> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = asked;
        Send(request);
        cancellation.Register(() =>
        {
            if (!_asked.ContainsKey(id)) return;
            JsonObject cancel = SessionProtocol.Message(SessionProtocol.Cancel);
            cancel["id"] = id;
            Send(cancel);
        });
        return asked.Task;
    }

    /// <summary>Ends the process and what its cells have started.</summary>
    public async ValueTask DisposeAsync()
    {
        _isLetGo = true;
        Send(SessionProtocol.Message(SessionProtocol.Exit));
        using CancellationTokenSource patience = new(Grace);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has just ended by itself.
            }
        }

        _outbox.Dispose();
        await _pipe.DisposeAsync();
        _process.Dispose();
    }

    private async Task ReadPipeAsync(Action<string> died)
    {
        using StreamReader reader = new(_pipe, Encoding.UTF8, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync() is { } line) Hear(SessionProtocol.Read(line));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or JsonException)
        {
            // Cut off in the middle of a line: the process is gone.
        }

        foreach (int id in _asked.Keys) Answer(id, new JsonObject { ["error"] = "The session has ended." });
        if (_isLetGo) return;
        using CancellationTokenSource patience = new(Grace);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await Task.WhenAny(Task.WhenAll(_consoles), Task.Delay(Grace));
            if (!_isLetGo) died(ChildDeath.Describe(_process.ExitCode, _errors.Text, memory: 0));
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidOperationException)
        {
            if (!_isLetGo) died("The notebook's process no longer answers.");
        }
    }

    private void Hear(JsonObject message)
    {
        if (SessionProtocol.TypeOf(message) != SessionProtocol.Answer) _hear(message);
        else if (message["id"] is JsonValue id && id.TryGetValue(out int number)) Answer(number, message);
    }

    private void Answer(int id, JsonObject answer)
    {
        if (_asked.TryRemove(id, out TaskCompletionSource<JsonObject>? asked)) asked.TrySetResult(answer);
    }

    /// <summary>What native code prints belongs to the cell that runs.</summary>
    private async Task ReadConsoleAsync(StreamReader reader, string name)
    {
        char[] buffer = new char[4096];
        try
        {
            for (int count; (count = await reader.ReadAsync(buffer)) > 0;)
            {
                string text = new(buffer, 0, count);
                if (name == "stderr") _errors.Add(text);
                _hear(SessionProtocol.Of(new StreamEvent(name, text)));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was let go.
        }
    }
}
