using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>
/// What a terminal would show: colours and cursor commands go, and a line rewritten by carriage returns keeps its last
/// state.
/// </summary>
internal static partial class Ansi
{
    public static string Plain(string text)
    {
        string plain = Escapes().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal);
        return plain.Contains('\r') || plain.Contains('\b') ? string.Join('\n', plain.Split('\n').Select(Line)) : plain;
    }

    /// <summary>The escape sequence that begins here; no success when there is none.</summary>
    public static Match Escape(string text, int at) => EscapeHere().Match(text, at);

    private static string Line(string line)
    {
        List<char> shown = [];
        int at = 0;
        foreach (char c in line)
        {
            if (c == '\r') at = 0;
            else if (c == '\b') at = Math.Max(0, at - 1);
            else if (at < shown.Count) shown[at++] = c;
            else
            {
                shown.Add(c);
                at++;
            }
        }

        return new string([.. shown]).TrimEnd();
    }

    // CSI sequences (colours, cursor), OSC sequences (titles, links) and the short ones.
    [GeneratedRegex(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\G\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")]
    private static partial Regex EscapeHere();
}
