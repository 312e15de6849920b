using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>
/// A cell's C# with everything else in it (lines that begin with <c>#!</c>, text of other languages, <c>#i</c> lines)
/// turned to blanks, so that offsets stay as they are.
/// </summary>
internal static partial class CellMask
{
    /// <param name="code">The cell's text.</param>
    /// <param name="language">The language of the text before the first marker.</param>
    public static string Of(string code, string language = "csharp")
    {
        bool isCSharp = IsCSharp(language);
        if (isCSharp && !code.Contains('#')) return code;
        StringBuilder masked = new(code.Length);
        foreach (Match line in Line().Matches(code))
        {
            Match marker = Marker().Match(line.Value);
            if (marker.Success)
            {
                string name = marker.Groups[1].Value;
                if (IsLanguage(name)) isCSharp = IsCSharp(name);
            }

            bool shows = isCSharp && !marker.Success && !Feed().IsMatch(line.Value);
            masked.Append(shows ? line.Value : Blank(line.Value));
        }

        return masked.ToString();
    }

    private static bool IsCSharp(string language) => language is "csharp" or "c#" or "C#";

    private static bool IsLanguage(string name) => IsCSharp(name) || name is "markdown" or "html" or "mermaid";

    private static string Blank(string line) => string.Concat(line.Select(c => c is '\n' or '\r' ? c : ' '));

    [GeneratedRegex(@"[^\n]*\n|[^\n]+\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"\A\s*#!([A-Za-z#][A-Za-z#-]*)")]
    private static partial Regex Marker();

    [GeneratedRegex("\\A[ \\t]*#i[ \\t]+\"", RegexOptions.IgnoreCase)]
    private static partial Regex Feed();
}
