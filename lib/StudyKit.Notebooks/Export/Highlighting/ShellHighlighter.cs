using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Highlighting;

/// <summary>Shell commands: comments, strings, options and variables.</summary>
internal static partial class ShellHighlighter
{
    public static string ToHtml(string code) => Parts().Replace(code, Token);

    private static string Token(Match match)
    {
        foreach (char kind in "cstn")
        {
            if (match.Groups[kind.ToString()].Success) return Highlighter.Span(kind, match.Value);
        }

        return Escaping.Html(match.Value);
    }

    // The last alternatives take whatever is left, so that it is escaped too.
    [GeneratedRegex(
        """(?<c>(?<![^\s])#[^\n]*)|(?<s>"(?:[^"\\]|\\.)*"|'[^']*')|(?<t>\$\{?\w+\}?)|""" +
        """(?<n>(?<=\s)--?[A-Za-z][\w-]*)|\w+|.|\n""")]
    private static partial Regex Parts();
}
