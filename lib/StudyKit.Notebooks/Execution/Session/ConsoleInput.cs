using StudyKit.Notebooks.Execution.Scripting;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// What cells read from the console: lines that the reader is asked for. Where nobody can be asked it is at its end.
/// </summary>
internal sealed class ConsoleInput : TextReader
{
    private string _held = "";
    private int _at;

    public override int Peek() => Fill() ? _held[_at] : -1;

    public override int Read() => Fill() ? _held[_at++] : -1;

    public override string? ReadLine()
    {
        if (!Fill()) return null;
        string line = _held[_at..].TrimEnd('\n');
        _at = _held.Length;
        return line;
    }

    private bool Fill()
    {
        if (_at < _held.Length) return true;
        if (ScriptContext.AskAsync("", hidden: false).GetAwaiter().GetResult() is not { } line) return false;
        (_held, _at) = (line + "\n", 0);
        return true;
    }
}
