using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Cli.Display;

/// <summary>Text of a cell as a terminal may be shown it: no sequence of it can clear the screen, rename the window or
/// move the cursor.</summary>
internal static partial class TerminalText
{
    /// <summary>The text without escape sequences and without control characters other than line ends and
    /// tabs.</summary>
    public static string Of(string text)
    {
        string plain = Sequences().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal);
        StringBuilder shown = new(plain.Length);
        foreach (char c in plain)
        {
            if (c is '\n' or '\t' || !char.IsControl(c)) shown.Append(c);
            else if (c == '\r') shown.Append('\n');
        }

        return shown.ToString();
    }

    // CSI sequences (colours, cursor); OSC, DCS, APC, PM and SOS strings (titles, links, programs); the short ones. In
    // 7 and in 8 bits.
    [GeneratedRegex("(?:\x1b\\[|\x9b)[0-?]*[ " +
        "-/]*[@-~]|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?|\x1b[ -/]*[0-~]?")]
    private static partial Regex Sequences();
}
