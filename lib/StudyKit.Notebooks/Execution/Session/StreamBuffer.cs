using System.Text;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Puts a session's events into one order. Console text is gathered for a moment, so that a loop of small writes is no
/// flood of events, and always goes out before whatever follows it.
/// </summary>
internal sealed class StreamBuffer : IDisposable
{
    private const int Enough = 8192;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Action<SessionEvent> _listener;
    private readonly StringBuilder _text = new();
    private readonly Timer _timer;
    private string _name = "stdout";
    private string? _run;
    private bool _closed;

    public StreamBuffer(Action<SessionEvent> listener)
    {
        _listener = listener;
        _timer = new Timer(_ => Flush());
    }

    public void Write(string name, string text, string? run)
    {
        lock (_gate)
        {
            if (_closed) return;
            if (name != _name || run != _run) FlushHeld();
            (_name, _run) = (name, run);
            if (_text.Length == 0) _timer.Change(Moment, Timeout.InfiniteTimeSpan);
            _text.Append(text);
            if (_text.Length >= Enough) FlushHeld();
        }
    }

    public void Emit(SessionEvent next)
    {
        lock (_gate)
        {
            if (_closed) return;
            FlushHeld();
            _listener(next);
        }
    }

    public void Flush()
    {
        lock (_gate) FlushHeld();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            FlushHeld();
            _closed = true;
        }

        _timer.Dispose();
    }

    private void FlushHeld()
    {
        if (_text.Length == 0 || _closed) return;
        string text = _text.ToString();
        _text.Clear();
        _listener(new StreamEvent(_name, text) { Run = _run });
    }
}
