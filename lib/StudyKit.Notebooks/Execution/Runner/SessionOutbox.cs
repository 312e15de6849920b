using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Messages wait here for a thread of their own to write them, so that a cell's thread, which may be aborted at any
/// moment, never stops in the middle of a line, and a slow front end never holds up a cell.
/// </summary>
internal sealed class SessionOutbox : IDisposable
{
    private readonly BlockingCollection<JsonObject> _messages = [];
    private readonly Thread _thread;
    private readonly Stream _stream;

    public SessionOutbox(Stream stream)
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
            // The front end has gone; nobody is left to tell, and the reading end ends the process.
        }
    }
}
