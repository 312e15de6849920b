using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Execution.Language;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>The notebook's process: runs the cells it is sent, and ends when the front end has gone.</summary>
public static class SessionHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Serves a front end until it says exit or its end of the pipe closes. Does not return then: a cell that still
    /// runs must not keep the process alive.
    /// </summary>
    /// <param name="pipe">The name of the front end's pipe.</param>
    /// <param name="folder">The notebook's folder.</param>
    public static async Task RunAsync(string pipe, string folder)
    {
        // Ctrl-C reaches every process of the terminal; the front end decides what it means.
        NotebookProcess.Begin();
        using PosixSignalRegistration ctrlC = PosixSignalRegistration.Create(
            PosixSignal.SIGINT, context => context.Cancel = true);
        await using NamedPipeClientStream stream = new(
            ".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        // A front end that is gone before it was found leaves nobody to wait for.
        await stream.ConnectAsync(Patience, CancellationToken.None);

        using SessionOutbox outbox = new(stream);
        outbox.Send(SessionProtocol.ToHello());
        ConcurrentDictionary<string, InputEvent> questions = new(StringComparer.Ordinal);
        using CSharpSession session = new(folder, said =>
        {
            if (said is InputEvent question) questions[question.Id] = question;
            outbox.Send(SessionProtocol.Of(said));
        });
        await ServeAsync(session, stream, outbox, questions);
        outbox.Dispose();
        ProcessTree.RemoveSocket(pipe);
        // What cells have started ends with them, also when the front end was killed.
        NotebookProcess.End();
    }

    private static async Task ServeAsync(
        CSharpSession session, Stream stream, SessionOutbox outbox, ConcurrentDictionary<string, InputEvent> questions)
    {
        using CellQueue cells = new(session, (cell, outcome) => outbox.Send(SessionProtocol.ToEnd(outcome, cell.Id)));
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // While the front end reads and writes its files, the compiler gets warm.
        cells.Begin(async () =>
        {
            await session.WarmUpAsync();
            outbox.Send(SessionProtocol.Message(SessionProtocol.Ready));
            ready.SetResult();
        });
        using SessionLanguage language = new(session);
        LanguageRequests requests = new(language, outbox.Send);
        using StreamReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        while (await ReadAsync(reader) is { } message)
        {
            switch (SessionProtocol.TypeOf(message))
            {
                case SessionProtocol.Hello:
                    if (SessionProtocol.Wants(message, "input")) NotebookProcess.LetAsk(session, isAnswered: true);
                    if (SessionProtocol.Wants(message, "language")) requests.WarmUp(ready.Task);
                    break;
                case SessionProtocol.Run: cells.Add(SessionProtocol.RequestOf(message)); break;
                case SessionProtocol.Interrupt: cells.Interrupt(); break;
                case SessionProtocol.Reply:
                    if (questions.TryRemove((string?)message["id"] ?? "", out InputEvent? question))
                    {
                        question.Answer((string?)message["text"]);
                    }

                    break;
                case SessionProtocol.Inspect: outbox.Send(SessionFacts.Of(session)); break;
                case SessionProtocol.Exit: return;
                default: requests.Hear(message); break;
            }
        }
    }

    /// <summary>The next message; null when the front end has gone.</summary>
    private static async Task<JsonObject?> ReadAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadLineAsync() is { } line ? SessionProtocol.Read(line) : null;
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidCastException)
        {
            // No front end of ours writes such a line: whoever it is, there is nothing to say to them.
            return null;
        }
    }
}
