using System.Text.Json;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Authors;
using StudyKit.Notebooks.Export.Elements;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Elements.Figures;
using StudyKit.Notebooks.Export.Highlighting;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>A code cell's outputs, each in the richest of its MIME types that a page can show.</summary>
/// <param name="page">Takes warnings and data.</param>
/// <param name="markdown">Renders text.</param>
/// <param name="translation">Gives text in Chinese; null where the notebook has no Chinese edition.</param>
internal sealed class OutputRenderer(
    PageContext page, MarkdownRenderer markdown, PageTranslation? translation = null)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, MaxDepth = 1024 };

    private static readonly string[] Bitmaps = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>Between two outputs of a live page, whose script replaces one of them.</summary>
    public const string Mark = "<!--output-->";

    public string Render(Cell cell)
    {
        IEnumerable<string> parts = Merged(cell.Outputs).Select(output => One(output, cell));
        return page.Life is null
            ? string.Join('\n', parts.Where(part => part.Length > 0))
            : string.Join($"\n{Mark}", parts);
    }

    /// <summary>One output of a cell; empty when there is nothing to see.</summary>
    public string One(CellOutput output, Cell cell) => output switch
    {
        StreamOutput stream => StreamView.Html(stream.Text, stream.Name == "stderr"),
        ErrorOutput error => ErrorView.Html(error, cell.HasTag("raises-exception")),
        DataOutput data => Data(data, cell),
        _ => "",
    };

    /// <summary>Neighbouring pieces of the same stream are one text.</summary>
    private static IEnumerable<CellOutput> Merged(IEnumerable<CellOutput> outputs)
    {
        StreamOutput? open = null;
        foreach (CellOutput output in outputs)
        {
            if (output is StreamOutput stream && open is not null && open.Name == stream.Name)
            {
                open = open with { Text = open.Text + stream.Text };
                continue;
            }

            if (open is not null) yield return open;
            open = output as StreamOutput;
            if (open is null) yield return output;
        }

        if (open is not null) yield return open;
    }

    private string Data(DataOutput output, Cell cell)
    {
        MimeBundle data = output.Data;
        if (ReportElements.Html(data, cell, page) is { } element) return element;
        if (ExplainedClaim.Read(data, page) is { } said)
        {
            string? chinese = translation is null ? null : said.In(text => translation.Prose(cell, text));
            translation?.LookFor(cell, said.Others);
            return Prose(said.Markdown, chinese, cell);
        }

        if (data.Text(MimeTypes.Html) is { } html) return Author(html, cell);
        if (data.Text("image/svg+xml") is { } svg) return Image("image/svg+xml", svg, data, cell);
        foreach (string type in Bitmaps)
        {
            if (data.Text(type) is { } bits) return Image(type, bits, data, cell);
        }

        if (data.Text(MimeTypes.Markdown) is { } text)
        {
            // A listing is code with a line above it, which is found like any text of the page.
            return text.Contains("```", StringComparison.Ordinal)
                ? $"""<div class="prose">{markdown.Render(text, cell, isOutput: true)}</div>"""
                : Prose(text, translation?.Prose(cell, text), cell);
        }

        if (data.Text("text/latex") is { } latex)
        {
            return markdown.Render(latex.Contains('$') ? latex : $"$$\n{latex}\n$$", cell, isOutput: true);
        }

        if (data.Types.FirstOrDefault(type => type.Contains("mermaid", StringComparison.Ordinal)) is { } mermaid)
        {
            return Highlighter.Block(data.Text(mermaid)!, "mermaid");
        }

        if (data.Json(MimeTypes.Json) is { } json) return Highlighter.Block(json.ToJsonString(Indented), "json");
        if (data.Text(MimeTypes.Plain) is { } plain)
        {
            return $"""<pre class="result">{string.Join('\n', AnsiText.Lines(plain))}</pre>""";
        }

        page.Warn($"Cell {cell.Id}: an output of type {string.Join(", ", data.Types)} cannot be shown in a report.");
        return $"""<p class="missing">[output of type {Escaping.Html(string.Join(", ", data.Types))}]</p>""";
    }

    private string Prose(string text, string? chinese, Cell cell)
    {
        string html = markdown.Render(text, cell, isOutput: true);
        if (chinese is null) return $"""<div class="prose"{(translation is null ? "" : " data-kept")}>{html}</div>""";
        return $"""
            <div class="prose {PageTranslation.English}">{html}</div>
            <div class="prose {PageTranslation.Chinese}" lang="{ChineseEdition.Language}">{markdown.Render(
                chinese, cell, isOutput: true)}</div>
            """;
    }

    private string Author(string html, Cell cell)
    {
        bool isFigure = html.Contains("sk-figure", StringComparison.Ordinal);
        return isFigure ? FigureView.Html(html, null, cell, page) : AuthorHtml.Html(html, cell, page);
    }

    private string Image(string type, string text, MimeBundle data, Cell cell)
    {
        if (Images.DataUri(type, text) is not { } uri)
        {
            page.Warn($"Cell {cell.Id}: an output of type {type} is no base64 text. It was left out.");
            return $"""<p class="missing">[output of type {Escaping.Html(type)} that is no image]</p>""";
        }

        string? alternative = data.Text(MimeTypes.Plain);
        if (string.IsNullOrWhiteSpace(alternative))
        {
            page.Warn($"Cell {cell.Id}: the output image has no alternative text. Give the output a text/plain " +
                "beside the image.");
        }

        string alt = Escaping.Html(alternative ?? "");
        return $"""<figure class="figure picture"><img src="{Escaping.Html(uri)}" alt="{alt}"></figure>""";
    }
}
