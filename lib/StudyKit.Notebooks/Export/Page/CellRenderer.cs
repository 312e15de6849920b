using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Highlighting;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Outputs;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>A cell as a block of the page. Tags decide what of it is shown; its id is its anchor.</summary>
/// <param name="paper">Whose title the page has already shown.</param>
/// <param name="run">The seconds of each cell.</param>
/// <param name="page">Knows the headings so far.</param>
/// <param name="markdown">Renders the text.</param>
/// <param name="outputs">Renders what cells gave.</param>
/// <param name="translation">Gives the text in Chinese; null where the notebook has no Chinese edition.</param>
internal sealed class CellRenderer(
    PaperInfo paper, RunRecord run, PageContext page, MarkdownRenderer markdown, OutputRenderer outputs,
    PageTranslation? translation)
{
    private bool _titleSeen;

    /// <returns>The cell's HTML; empty when nothing of it is shown.</returns>
    public string Render(Cell cell)
    {
        if (cell.HasTag("remove-cell") || cell.Kind == CellKind.Raw) return "";
        string content = cell.Kind == CellKind.Markdown ? Prose(cell) : Code(cell);
        return content.Length == 0
            ? ""
            : $"""<div class="cell {Kind(cell)}" id="{Anchor(cell.Id)}">{content}</div>""";
    }

    /// <summary>Exercises are known to the passes, which leave them out until the third.</summary>
    private static string Kind(Cell cell) =>
        cell.HasTag("exercise") ? $"{Cell.NameOf(cell.Kind)} exercise" : Cell.NameOf(cell.Kind);

    /// <summary>The anchor of a cell.</summary>
    public static string Anchor(string cellId) => "cell-" + cellId;

    private string Prose(Cell cell)
    {
        string text = cell.Source;
        string? chinese = translation?.Text(cell);
        if (paper.TitleIsHeading && !_titleSeen)
        {
            chinese = chinese is null ? null : WithoutTitle(chinese);
            text = WithoutTitle(text);
        }

        int headings = page.Headings.Count;
        string html = markdown.Render(text, cell).Trim();
        if (html.Length == 0) return "";
        html = NotesView.At(html, page);
        if (translation is null) return $"""<div class="prose">{html}</div>""";
        if (chinese is null) return $"""<div class="prose" data-kept>{html}</div>""";
        return $"""
            <div class="prose {PageTranslation.English}">{html}</div>
            <div class="prose {PageTranslation.Chinese}" lang="{ChineseEdition.Language}">{NotesView.At(
                markdown.RenderChinese(chinese, cell, headings).Trim(), page)}</div>
            """;
    }

    /// <summary>The first heading of the notebook has become the title of the page.</summary>
    private string WithoutTitle(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int line = Array.FindIndex(lines, line => line.StartsWith("# ", StringComparison.Ordinal));
        if (line < 0) return text;
        _titleSeen = true;
        return string.Join('\n', [.. lines[..line], .. lines[(line + 1)..]]);
    }

    private string Code(Cell cell)
    {
        string source = cell.HasTag("remove-input") ? "" : Source(cell);
        string shown = cell.HasTag("remove-output") ? "" : outputs.Render(cell);
        if (shown.Length > 0) shown = $"""<div class="outputs">{shown}</div>""";
        return source.Length == 0 ? shown : $"{source}\n{shown}";
    }

    /// <summary>A code cell's number and its source, folded or open; empty when it has no source.</summary>
    public string Source(Cell cell)
    {
        string code = cell.Source.ReplaceLineEndings("\n").Trim('\n');
        if (code.Length == 0) return "";
        (string language, code) = Marker(code);
        int lines = code.Count(c => c == '\n') + 1;
        List<string> facts = [];
        if (cell.HasTag("injected-parameters")) facts.Add("parameters of this run");
        else if (cell.HasTag("parameters")) facts.Add("parameters");
        facts.Add(lines == 1 ? "1 line" : $"{lines} lines");
        if (cell.HasTag("skip-execution")) facts.Add("not run");
        else if (run.CellSeconds.TryGetValue(cell.Id, out double seconds) && seconds >= 0.1)
        {
            facts.Add(Quantity.Duration(seconds));
        }

        string number = cell.ExecutionCount is { } count
            ? $"""<a class="cell-number" href="#{Anchor(cell.Id)}" aria-label="Link to cell {count}">{count}</a>"""
            : "";
        string open = IsFolded(cell) ? "" : " open", said = string.Join(" · ", facts);
        string summary = $"{Highlighter.Name(language)}<span class=\"facts\"> · {said}</span>";
        return $"""
            {number}<details class="source"{open}><summary>{summary}</summary>
            {Highlighter.Block(code, language)}</details>
            """;
    }

    /// <summary>
    /// Code above a figure is folded, since the figure is the point; <c>show-input</c> says where the code is.
    /// </summary>
    private static bool IsFolded(Cell cell) =>
        cell.HasTag("hide-input") || (!cell.HasTag("show-input") && (cell.HasTag("figure")
            || cell.Outputs.OfType<DataOutput>().Any(output => output.Data.Types.Any(IsFigure))));

    private static bool IsFigure(string type) =>
        type is MimeTypes.Plotly or MimeTypes.Attention or MimeTypes.Frames or MimeTypes.Model;

    /// <summary>A cell may begin with the language it is in.</summary>
    private static (string Language, string Code) Marker(string code)
    {
        if (!code.StartsWith("#!", StringComparison.Ordinal)) return ("csharp", code);
        string marker = code.Split('\n', 2)[0][2..].Trim().ToLowerInvariant();
        return marker is "mermaid" or "html" or "markdown" or "csharp"
            ? (marker, code.Split('\n', 2) is [_, var rest] ? rest : "")
            : ("csharp", code);
    }
}
