using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>A part of a Markdown text: a heading and what stands below it.</summary>
/// <param name="Heading">The heading; empty for what stands before the first.</param>
/// <param name="Body">The text without the heading.</param>
internal sealed partial record MarkdownPart(string Heading, string Body)
{
    /// <summary>Cuts a text at its headings; a line of code that begins with a hash is none.</summary>
    /// <param name="markdown">The text.</param>
    public static IReadOnlyList<MarkdownPart> Of(string markdown)
    {
        List<(string Heading, List<string> Lines)> parts = [("", [])];
        bool isCode = false;
        foreach (string line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            if (!isCode && AtLine().Match(line) is { Success: true } heading) parts.Add((heading.Groups[1].Value, []));
            else parts[^1].Lines.Add(line);
        }

        return
        [
            .. parts.Select(part => new MarkdownPart(part.Heading, string.Join('\n', part.Lines).Trim()))
                .Where(part => part.Heading.Length > 0 || part.Body.Length > 0),
        ];
    }

    [GeneratedRegex(@"^#{1,6} +(.+?)\s*#*\s*$")]
    private static partial Regex AtLine();
}
