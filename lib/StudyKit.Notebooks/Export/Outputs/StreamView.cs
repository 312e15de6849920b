namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>Console text. Long text shows its beginning; the rest opens.</summary>
internal static class StreamView
{
    private const int Shown = 24, Slack = 8, MostLines = 5000;

    public static string Html(string text, bool isError)
    {
        if (string.IsNullOrWhiteSpace(Ansi.Plain(text))) return "";

        string kind = isError ? "stream error-stream" : "stream";
        string[] lines = [.. AnsiText.Lines(text).SkipWhile(line => line.Length == 0)];
        lines = lines[..(Array.FindLastIndex(lines, line => line.Length > 0) + 1)];
        if (lines.Length <= Shown + Slack) return Box(kind, lines);

        string[] rest = lines[Shown..];
        string cut = rest.Length <= MostLines
            ? ""
            : $"""<p class="quiet">{rest.Length - MostLines} more lines are in the executed notebook.</p>""";
        string more = Box(kind, rest.Length <= MostLines ? rest : rest[..MostLines]);
        return $"""
            <div class="folded">{Box(kind, lines[..Shown])}
            <details><summary>{rest.Length} more lines</summary>{more}{cut}</details></div>
            """;
    }

    private static string Box(string kind, string[] lines) =>
        $"""<pre class="{kind}">{string.Join('\n', lines)}</pre>""";
}
