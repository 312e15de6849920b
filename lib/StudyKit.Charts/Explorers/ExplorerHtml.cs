using System.Reflection;
using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>
/// Explorers as HTML that stands alone, for front ends that know nothing of the kit's own MIME types: the static
/// picture first, then the data and the script. Nothing is loaded from anywhere.
/// </summary>
internal static class ExplorerHtml
{
    private static readonly string[] AttentionScripts = ["parts", "attention-data", "attention-views", "attention"];

    public static string Attention(string still, string json) => $"""
        <div class="sk-attention">
        {still}<style>{Text("attention.css")}</style>
        <script type="application/json">{json.Replace("<", "\\u003c", StringComparison.Ordinal)}</script>
        <script>{string.Concat(AttentionScripts.Select(name => Text(name + ".js")))}</script>
        </div>

        """.ReplaceLineEndings("\n");

    public static string Frames(FramesFigure figure, bool withScript)
    {
        string still = figure.Still().ToHtml();
        StringBuilder frames = new("<div class=\"sk-frames-each\" style=\"display:none\" " +
            $"title=\"{Escaping.Html(figure.Name)}\">\n");
        foreach ((Figure frame, string label) in figure.All.Zip(figure.Labels))
        {
            string html = frame.ToHtml();
            int start = html.IndexOf("<div class=\"sk-static\"", StringComparison.Ordinal);
            int end = html.IndexOf("</div>\n", start, StringComparison.Ordinal);
            frames.Append($"<div class=\"sk-frame\" title=\"{Escaping.Html(label)}\">\n")
                .Append(html[start..(end + 7)]).Append("</div>\n");
        }

        frames.Append("</div>\n");
        if (withScript)
        {
            frames.Append($"<style>{Text("frames.css")}</style>\n" +
                $"<script>{Text("parts.js")}{Text("frames.js")}</script>\n");
        }

        int close = still.LastIndexOf("</figure>", StringComparison.Ordinal);
        return still[..close].Replace("class=\"sk-figure\"", "class=\"sk-figure sk-frames\"", StringComparison.Ordinal)
            + frames + still[close..];
    }

    public static string Model(string picture)
    {
        int close = picture.LastIndexOf("</figure>", StringComparison.Ordinal);
        return picture[..close] + $"<style>{Text("model.css")}</style>\n" +
            $"<script>{Text("parts.js")}{Text("model.js")}</script>\n" + picture[close..];
    }

    private static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("explorers/" + name)
            ?? throw new InvalidOperationException($"The resource explorers/{name} is missing from " +
                "StudyKit.Charts.dll: rebuild it.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
