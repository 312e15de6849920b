using System.Text;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// The beginning and the end of what a process wrote to its standard error: a dying runtime says the cause first and
/// may go on for long.
/// </summary>
internal sealed class ErrorTail
{
    private const int Kept = 16384;
    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();

    public string Text
    {
        get
        {
            lock (_gate) return _text.ToString();
        }
    }

    public void Add(string text)
    {
        lock (_gate)
        {
            _text.Append(text);
            if (_text.Length > 2 * Kept) _text.Remove(Kept, _text.Length - (2 * Kept));
        }
    }
}
