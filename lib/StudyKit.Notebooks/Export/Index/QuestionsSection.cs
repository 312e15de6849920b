using System.Text;
using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Page;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>
/// The questions of all notebooks: those of the reader with the claims that test them and the answers that the
/// notebooks give, and those that stay open.
/// </summary>
internal static partial class QuestionsSection
{
    private const string Title = "Questions, with what the runs answer";

    public static string Html(IEnumerable<IndexedPaper> papers, PageContext page)
    {
        StringBuilder html = new();
        foreach (IndexedPaper paper in papers)
        {
            string questions = Of(paper, page);
            if (questions.Length > 0) html.Append(Bilingual.Heading(paper)).Append(questions);
        }

        if (html.Length == 0) return "";
        page.Headings.Add(new Heading(2, "questions", Title));
        return $"<section class=\"questions\" aria-labelledby=\"questions\">\n<h2 id=\"questions\">{Title}</h2>\n" +
            $"{html}</section>\n";
    }

    private static string Of(IndexedPaper paper, PageContext page)
    {
        StringBuilder html = new();
        string claims = string.Concat(paper.Claims.Where(claim => claim.Kind == ClaimKind.Reader).Select(claim =>
            $"<li>{ClaimView.Badge(claim.Verdict)} <a href=\"{Escaping.Html(paper.At($"claim-{claim.Id}"))}\">" +
            $"{Escaping.Html(claim.Statement)}</a></li>\n"));
        if (claims.Length > 0) html.Append($"<h4>Tested as claims</h4>\n<ul class=\"asked\">\n{claims}</ul>\n");
        IndexedProse prose = new(paper, page);
        foreach ((_, string table) in prose.Tables("The reader's questions")) html.Append(table).Append('\n');
        foreach (Cell cell in paper.Notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            IReadOnlyList<MarkdownPart> parts = MarkdownPart.Of(cell.Source);
            IReadOnlyList<MarkdownPart> chinese = MarkdownPart.Of(paper.Edition?.Text(cell) ?? "");
            for (int i = 0; i < parts.Count; i++)
            {
                if (!Asks().IsMatch(parts[i].Heading) || parts[i].Body.Length == 0) continue;
                MarkdownPart? twin = chinese.Count == parts.Count ? chinese[i] : null;
                string heading = Bilingual.Html(
                    SearchText.OfMarkdown(parts[i].Heading), SearchText.OfMarkdown(twin?.Heading ?? ""));
                html.Append($"<h4><a href=\"{Escaping.Html(paper.At(CellRenderer.Anchor(cell.Id)))}\">{heading}</a>")
                    .Append($"</h4>\n{prose.Html(cell, parts[i].Body, twin?.Body)}");
            }
        }

        return html.ToString();
    }

    /// <summary>Headings of the notebooks' last section, and no experiment's.</summary>
    [GeneratedRegex(@"^(?:The reader['’]s|Open)\b.*\bquestions?$", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();
}
