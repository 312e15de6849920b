using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Highlighting;

/// <summary>JSON: names, strings, numbers and the three words.</summary>
internal static partial class JsonHighlighter
{
    public static string ToHtml(string code) => Parts().Replace(code, Token);

    private static string Token(Match match)
    {
        foreach (char kind in "tsnkc")
        {
            if (match.Groups[kind.ToString()].Success) return Highlighter.Span(kind, match.Value);
        }

        return Escaping.Html(match.Value);
    }

    // The last alternative takes whatever is left, so that it is escaped too.
    [GeneratedRegex(
        """(?<t>"(?:[^"\\\n]|\\.)*"(?=\s*:))|(?<s>"(?:[^"\\\n]|\\.)*")|""" +
        """(?<n>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<k>\b(?:true|false|null)\b)|(?<c>//[^\n]*)|[^"\d\-tfn/]+|.|\n""")]
    private static partial Regex Parts();
}
