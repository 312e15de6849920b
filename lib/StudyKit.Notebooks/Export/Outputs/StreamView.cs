using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>Console text. Long text shows its beginning; the rest opens.</summary>
internal static class StreamView
{
    private const int Shown = 24, Slack = 8, MostLines = 5000;

    public static string Html(string text, bool isError)
    {
        string plain = Ansi.Plain(text).Trim('\n');
        if (string.IsNullOrWhiteSpace(plain)) return "";

        string kind = isError ? "stream error-stream" : "stream";
        string[] lines = plain.Split('\n');
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
        $"""<pre class="{kind}">{Escaping.Html(string.Join('\n', lines))}</pre>""";
}
