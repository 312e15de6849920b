using AngleSharp.Dom;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Outputs;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>Text and tables of one notebook, rendered on the index page: their links lead into its report.</summary>
internal sealed class IndexedProse
{
    private readonly IndexedPaper _paper;
    private readonly PageContext _page;
    private readonly MarkdownRenderer _markdown;

    public IndexedProse(IndexedPaper paper, PageContext page)
    {
        (_paper, _page) = (paper, page);
        _markdown = new MarkdownRenderer(page, new Images(Path.GetDirectoryName(Path.GetFullPath(paper.Path))!, page));
        _markdown.Formulas.Number(paper.Notebook.Cells
            .Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
    }

    /// <summary>A Markdown text in both languages.</summary>
    /// <param name="cell">The cell it stands in.</param>
    /// <param name="english">The text.</param>
    /// <param name="chinese">The same in Chinese; null for none.</param>
    public string Html(Cell cell, string english, string? chinese)
    {
        string text = _markdown.Render(english, cell, isOutput: true);
        return OfReport(chinese is null
            ? $"<div class=\"prose\" data-kept>{text}</div>\n"
            : $"<div class=\"prose {PageTranslation.English}\">{text}</div>\n" +
                $"<div class=\"prose {PageTranslation.Chinese}\" lang=\"{ChineseEdition.Language}\">" +
                $"{_markdown.Render(chinese, cell, isOutput: true)}</div>\n");
    }

    /// <summary>The tables among the outputs that have such a caption.</summary>
    /// <param name="caption">The words that the caption begins with.</param>
    public IEnumerable<(Cell Cell, string Html)> Tables(string caption)
    {
        OutputRenderer outputs = new(_page, _markdown);
        string start = $"<caption>{Escaping.Html(caption)}";
        return from cell in _paper.Notebook.Cells
               where cell.Kind == CellKind.Code && !cell.HasTag("remove-cell") && !cell.HasTag("remove-output")
               from output in cell.Outputs.OfType<DataOutput>()
               where output.Data.Text(MimeTypes.Html)?.Contains(start, StringComparison.OrdinalIgnoreCase) == true
               select (cell, OfReport(outputs.One(output, cell)));
    }

    private string OfReport(string html)
    {
        IElement body = MarkdownRenderer.Parse(html);
        foreach (IElement link in body.QuerySelectorAll("a[href^='#']:not(.term)"))
        {
            string id = Uri.UnescapeDataString(link.GetAttribute("href")![1..]);
            link.SetAttribute("href", _paper.At(id));
        }

        return body.InnerHtml;
    }
}
