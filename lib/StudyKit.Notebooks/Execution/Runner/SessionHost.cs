using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>The notebook's process: runs the cells it is sent, and ends when the runner has gone.</summary>
public static class SessionHost
{
    /// <summary>
    /// Serves a runner until it says exit or its end of the pipe closes. Does not return then: a cell that still runs
    /// must not keep the process alive.
    /// </summary>
    /// <param name="pipe">The name of the runner's pipe.</param>
    /// <param name="folder">The notebook's folder.</param>
    public static async Task RunAsync(string pipe, string folder)
    {
        // Ctrl-C reaches every process of the terminal; the runner decides what it means.
        ProcessTree.Adopt();
        using PosixSignalRegistration ctrlC = PosixSignalRegistration.Create(
            PosixSignal.SIGINT, context => context.Cancel = true);
        await using NamedPipeClientStream stream = new(
            ".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await stream.ConnectAsync();

        using Outbox outbox = new(stream);
        KitLibraries.Connect();
        using CSharpSession session = new(folder, said => outbox.Send(SessionProtocol.Of(said)));
        await ServeAsync(session, stream, outbox);
        outbox.Dispose();
        // What cells have started ends with them, also when the runner was killed.
        ProcessTree.EndDescendants();
        ProcessTree.RemoveSocket(pipe);
        Environment.Exit(0);
    }

    private static async Task ServeAsync(CSharpSession session, Stream stream, Outbox outbox)
    {
        // While the runner reads and writes its files, the compiler gets warm.
        Task work = Task.Run(async () =>
        {
            await session.WarmUpAsync();
            outbox.Send(SessionProtocol.Message(SessionProtocol.Ready));
        });
        using StreamReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        CancellationTokenSource interrupt = new();
        while (await ReadAsync(reader) is { } line)
        {
            JsonObject message = SessionProtocol.Read(line);
            switch (SessionProtocol.TypeOf(message))
            {
                case SessionProtocol.Run:
                    interrupt = new CancellationTokenSource();
                    CancellationToken token = interrupt.Token;
                    CellRequest cell = SessionProtocol.RequestOf(message);
                    work = work.ContinueWith(
                        async _ => outbox.Send(SessionProtocol.ToEnd(await session.RunAsync(cell, token))),
                        TaskScheduler.Default).Unwrap();
                    break;
                case SessionProtocol.Interrupt: await interrupt.CancelAsync(); break;
                case SessionProtocol.Inspect: outbox.Send(SessionFacts.Of(session)); break;
                case SessionProtocol.Exit: return;
            }
        }
    }

    private static async Task<string?> ReadAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadLineAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Messages wait here for a thread of their own to write them, so that a cell's thread, which may be aborted at any
    /// moment, never stops in the middle of a line, and a slow runner never holds up a cell.
    /// </summary>
    private sealed class Outbox : IDisposable
    {
        private readonly BlockingCollection<JsonObject> _messages = [];
        private readonly Thread _thread;
        private readonly Stream _stream;

        public Outbox(Stream stream)
        {
            _stream = stream;
            _thread = new Thread(Write) { IsBackground = true, Name = "events" };
            _thread.Start();
        }

        public void Send(JsonObject message)
        {
            if (!_messages.IsAddingCompleted) _messages.Add(message);
        }

        public void Dispose()
        {
            _messages.CompleteAdding();
            _thread.Join(TimeSpan.FromSeconds(2));
        }

        private void Write()
        {
            try
            {
                foreach (JsonObject message in _messages.GetConsumingEnumerable())
                {
                    _stream.Write(Encoding.UTF8.GetBytes(SessionProtocol.Line(message) + "\n"));
                    _stream.Flush();
                }
            }
            catch (IOException)
            {
                // The runner has gone; nobody is left to tell, and the reading end ends the process.
            }
        }
    }
}
