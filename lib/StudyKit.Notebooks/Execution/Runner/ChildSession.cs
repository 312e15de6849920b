using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// How a cell's run in the child ended: with an outcome, or without one because the time was up or the process is gone.
/// </summary>
internal enum CellEnd
{
    Succeeded,
    Failed,
    Interrupted,
    TimedOut,
    Died,
}

/// <summary>
/// The runner's end of a notebook's process: sends cells, hears events, keeps time, and knows how the process died.
/// </summary>
internal sealed class ChildSession : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly Channel<JsonObject> _messages = Channel.CreateUnbounded<JsonObject>();
    private readonly CellClock _clock = new();
    private readonly ErrorTail _errors = new();
    private readonly Task[] _readers;
    private long _memory;

    private ChildSession(SessionProcess started)
    {
        (_process, _pipe) = started;
        _readers = [ReadPipeAsync(), ReadConsoleAsync(_process.StandardOutput, "stdout"), ReadConsoleAsync(
            _process.StandardError, "stderr")];
    }

    /// <summary>Starts the process; it warms up by itself.</summary>
    /// <exception cref="IOException">The process could not be started or did not answer.</exception>
    public static async Task<ChildSession> StartAsync(
        ChildCommand command,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation) =>
        new(await SessionProcess.StartAsync(command, folder, environment, cancellation));

    /// <summary>How long the cell that runs, or ran last, has taken; restoring packages left out.</summary>
    public TimeSpan CellTime => _clock.Elapsed;

    /// <summary>What ended the process; only to be asked after <see cref="CellEnd.Died"/>.</summary>
    public string Death => ChildDeath.Describe(_process.ExitCode, _errors.Text, _memory);

    /// <summary>Runs one cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="listener">Hears its events, one at a time.</param>
    /// <param name="timeout">The longest it may take; null means no limit.</param>
    /// <param name="interrupt">Asks it to stop; if it has not after five seconds, the process is killed.</param>
    public async Task<CellEnd> RunAsync(
        CellRequest cell, Action<SessionEvent> listener, TimeSpan? timeout, CancellationToken interrupt)
    {
        _clock.Restart();
        if (!await SendAsync(SessionProtocol.ToRun(cell))) return await DiedAsync(listener);

        Stopwatch? waiting = null;
        bool timedOut = false;
        while (true)
        {
            while (_messages.Reader.TryRead(out JsonObject? message))
            {
                if (SessionProtocol.EventOf(message) is { } said)
                {
                    _clock.Hear(said);
                    listener(said);
                }
                else if (SessionProtocol.TypeOf(message) == SessionProtocol.Ready)
                {
                    _clock.BeReady();
                }
                else if (SessionProtocol.TypeOf(message) == SessionProtocol.Ended)
                {
                    _clock.Stop();
                    return timedOut ? CellEnd.TimedOut : EndOf(SessionProtocol.OutcomeOf(message), interrupt);
                }
            }

            if (_messages.Reader.Completion.IsCompleted)
            {
                return timedOut ? CellEnd.TimedOut
                    : waiting is not null ? CellEnd.Interrupted
                    : await DiedAsync(listener);
            }

            timedOut |= timeout is { } limit && _clock.Elapsed > limit;
            if ((timedOut || interrupt.IsCancellationRequested) && waiting is null)
            {
                waiting = Stopwatch.StartNew();
                await SendAsync(SessionProtocol.Message(SessionProtocol.Interrupt));
            }

            if (waiting?.Elapsed > Grace) Kill();
            NoteMemory();
            await Task.WhenAny(
                _messages.Reader.WaitToReadAsync(CancellationToken.None).AsTask(),
                Task.Delay(Beat, CancellationToken.None));
        }
    }

    /// <summary>Asks for the device and the libraries; null when the process does not answer in time.</summary>
    public async Task<JsonObject?> InspectAsync()
    {
        using CancellationTokenSource patience = new(Grace);
        try
        {
            if (!await SendAsync(SessionProtocol.Message(SessionProtocol.Inspect))) return null;
            while (true)
            {
                JsonObject message = await _messages.Reader.ReadAsync(patience.Token);
                if (SessionProtocol.TypeOf(message) == SessionProtocol.Inspected) return message;
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            return null;
        }
    }

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(Grace);
        try
        {
            await SendAsync(SessionProtocol.Message(SessionProtocol.Exit));
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }

        await _pipe.DisposeAsync();
        _process.Dispose();
    }

    private static CellEnd EndOf(CellOutcome outcome, CancellationToken interrupt) => outcome switch
    {
        CellOutcome.Succeeded => CellEnd.Succeeded,
        CellOutcome.Interrupted => CellEnd.Interrupted,
        // A cell that was asked to stop may throw in its own way.
        _ => interrupt.IsCancellationRequested ? CellEnd.Interrupted : CellEnd.Failed,
    };

    private async Task<bool> SendAsync(JsonObject message)
    {
        try
        {
            await _pipe.WriteAsync(Encoding.UTF8.GetBytes(SessionProtocol.Line(message) + "\n"));
            await _pipe.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Waits until the process is gone and all that it wrote is read, so that its last words are known.
    /// </summary>
    private async Task<CellEnd> DiedAsync(Action<SessionEvent> listener)
    {
        using CancellationTokenSource patience = new(Grace);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAny(Task.WhenAll(_readers), Task.Delay(Grace));
        while (_messages.Reader.TryRead(out JsonObject? message))
        {
            if (SessionProtocol.EventOf(message) is { } said) listener(said);
        }

        _clock.Stop();
        return CellEnd.Died;
    }

    private async Task ReadPipeAsync()
    {
        using StreamReader reader = new(_pipe, Encoding.UTF8, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync() is { } line) _messages.Writer.TryWrite(SessionProtocol.Read(line));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or System.Text.Json.JsonException)
        {
            // Cut off in the middle of a line: the process is gone.
        }

        // What native code printed last is still in the console's pipes.
        await Task.WhenAny(Task.WhenAll(_readers.Skip(1)), Task.Delay(Beat));
        _messages.Writer.TryComplete();
    }

    /// <summary>
    /// What native code prints, and what the runtime says when it dies, belongs to the cell that runs.
    /// </summary>
    private async Task ReadConsoleAsync(StreamReader reader, string name)
    {
        char[] buffer = new char[4096];
        try
        {
            for (int count; (count = await reader.ReadAsync(buffer)) > 0;)
            {
                string text = new(buffer, 0, count);
                if (name == "stderr") _errors.Add(text);
                _messages.Writer.TryWrite(SessionProtocol.Of(new StreamEvent(name, text)));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was let go.
        }
    }

    private void NoteMemory()
    {
        try
        {
            _process.Refresh();
            _memory = Math.Max(_memory, _process.WorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }
}
