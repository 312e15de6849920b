using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Page;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>
/// What the study notes say beside the paper and the run: the boxes of all notebooks (cells tagged <c>notes</c>), each
/// with a link to the section it stands in, and the ledgers.
/// </summary>
internal static class NotesSection
{
    private const string Tag = "notes", Title = "Study notes against the papers";

    public static string Html(IEnumerable<IndexedPaper> papers, PageContext page)
    {
        StringBuilder html = new();
        foreach (IndexedPaper paper in papers)
        {
            string notes = Of(paper, page);
            if (notes.Length > 0) html.Append(Bilingual.Heading(paper)).Append(notes);
        }

        if (html.Length == 0) return "";
        page.Headings.Add(new Heading(2, "notes", Title));
        return $"<section class=\"notes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">{Title}</h2>\n" +
            $"{html}</section>\n";
    }

    private static string Of(IndexedPaper paper, PageContext page)
    {
        StringBuilder html = new();
        IndexedProse prose = new(paper, page);
        foreach (Cell cell in paper.Notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown && cell.HasTag(Tag)))
        {
            IndexedSection section = paper.Sections.Last(one => one.Cells.Contains(cell.Id));
            string place = Bilingual.Link(paper, section, CellRenderer.Anchor(cell.Id));
            html.Append($"<div class=\"note-box\">\n<p class=\"place\">{place}</p>\n")
                .Append(prose.Html(cell, cell.Source, paper.Edition?.Text(cell))).Append("</div>\n");
        }

        foreach ((Cell _, string table) in prose.Tables("Notes against paper")) html.Append(table).Append('\n');
        return html.ToString();
    }
}
