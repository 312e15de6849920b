using System.Text;

namespace StudyKit.Cli.Display;

/// <summary>Gathers what a cell writes into whole lines.</summary>
internal sealed class LineBuffer
{
    private readonly StringBuilder _open = new();

    /// <summary>The lines that are complete with this text.</summary>
    public IEnumerable<string> Add(string text)
    {
        _open.Append(text);
        string all = _open.ToString();
        int end = all.LastIndexOf('\n');
        if (end < 0) return [];
        _open.Clear().Append(all, end + 1, all.Length - end - 1);
        return TerminalText.Of(all[..end]).Split('\n');
    }

    /// <summary>What is left when nothing follows.</summary>
    public IEnumerable<string> End()
    {
        if (_open.Length == 0) return [];
        string rest = TerminalText.Of(_open.ToString());
        _open.Clear();
        return rest.Split('\n');
    }
}
