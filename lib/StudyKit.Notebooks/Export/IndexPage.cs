using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Index;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Page;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// The page over all reports of a folder: each paper with its outcome, every claim of every paper, the questions, the
/// study notes and the glossary, and a search over all of it.
/// </summary>
internal static class IndexPage
{
    private static readonly string[] OwnIds =
    [
        "top", "main", "papers", "claims", "filters", "questions", "notes", "find", "found", "searching",
        "search-form", "search-words", "search-count", "search-more", "theme", "languages",
    ];

    /// <returns>The page; null when the folder has no notebook.</returns>
    public static string? Html(string folder, PageContext page) => Make(folder, page)?.Html;

    /// <summary>The page, and what of it has no Chinese.</summary>
    internal static (string Html, PageTranslation? Translation)? Make(string folder, PageContext page)
    {
        IReadOnlyList<IndexedPaper> papers = IndexedPaper.Read(folder, page);
        if (papers.Count == 0) return null;
        foreach (string id in OwnIds) page.TakeId(id);
        foreach (GlossaryTerm term in Glossary.All) page.AddTerm(term);

        ClaimRecord[] all = [.. papers.SelectMany(paper => paper.Claims)];
        PageTranslation? translation = PageTranslation.Of(papers.Select(paper => (paper.Notebook, paper.Path)));
        string main = Main(papers, all.Length > 0, page);
        StringBuilder content = new();
        content.Append(Bar.Html(hasCode: false, hasLanguages: translation is not null));
        content.Append("<div class=\"page index\">\n<header class=\"masthead\" id=\"top\">\n<p " +
            "class=\"kicker\">Close readings, run</p>\n");
        content.Append($"<h1>{Number(papers.Count)} {(papers.Count == 1 ? "paper" : "papers")}, claim by " +
            "claim</h1>\n");
        if (all.Length > 0)
        {
            content.Append("<div class=\"outcome\">\n<p class=\"label\">In these " +
                $"runs</p>\n{Tally.Html(all, "#claims")}</div>\n");
        }

        content.Append(SearchIndex.Form).Append("</header>\n").Append(Contents.Html(page.Headings));
        content.Append($"<main id=\"main\" tabindex=\"-1\">\n{main}</main>\n</div>\n");
        string shown = content.ToString();
        if (translation is not null)
        {
            shown = translation.Apply(shown);
            page.AddData("texts", translation.Texts(page.Data));
        }

        page.AddData(SearchIndex.DataName, SearchIndex.Packed(papers));
        string html = HtmlPage.Html(
            "StudyKit reports", "The claims of the papers, each tested by a run.", shown, page, own: "index");
        return (html, translation);
    }

    private static string Main(IReadOnlyList<IndexedPaper> papers, bool hasClaims, PageContext page)
    {
        StringBuilder html = new();
        page.Headings.Add(new Heading(2, "papers", "Papers"));
        html.Append("<section aria-labelledby=\"papers\">\n<h2 id=\"papers\">Papers</h2>\n<ol class=\"papers\">\n");
        foreach (IndexedPaper paper in papers) html.Append(Paper(paper));
        html.Append("</ol>\n</section>\n");
        if (hasClaims)
        {
            page.Headings.Add(new Heading(2, "claims", "All claims"));
            html.Append(ClaimsOverview.Html(papers));
        }

        html.Append(QuestionsSection.Html(papers, page)).Append(NotesSection.Html(papers, page));
        MarkdownRenderer markdown = new(page, new Images(Path.GetTempPath(), page));
        return html.Append(GlossarySection.Html(page, markdown, term => Uses(term, papers))).ToString();
    }

    /// <summary>The sections whose text links to a term.</summary>
    private static string Uses(GlossaryTerm term, IReadOnlyList<IndexedPaper> papers)
    {
        string[] links =
        [
            .. from paper in papers
               from section in paper.Sections
               where section.Terms.Contains(term.Id)
               select $"<code translate=\"no\">{Escaping.Html(paper.Name)}</code> {Bilingual.Link(paper, section)}",
        ];
        return links.Length == 0 ? "" : $"<p class=\"uses\"><span>Used in</span> {string.Join("; ", links)}</p>";
    }

    private static string Paper(IndexedPaper one)
    {
        (PaperInfo paper, RunRecord run) = (one.Paper, one.Run);
        string byline = string.Join(" · ", new[] { paper.Authors, paper.Venue }.Where(part => part.Length > 0));
        string facts = string.Join(
            " · ", new[] { run.Scale.Length > 0 ? run.Scale + " scale" : "", run.Seconds is { } seconds
                ? Quantity.Duration(seconds)
                : "", run.Device }.Where(part => part.Length > 0));
        return $"""
            <li>
            <h3><a href="{Escaping.Html(one.Address)}">{Escaping.Html(paper.Title)}</a></h3>
            <p class="byline" translate="no">{Escaping.Html(byline)}</p>
            <p>{Escaping.Html(paper.Claim)}</p>
            {(one.Claims.Count > 0 ? Tally.Html(one.Claims, null) : "<p class=\"quiet\">No claims were recorded.</p>")}
            <p class="quiet">{Escaping.Html(facts)}</p>
            </li>

            """;
    }

    private static string Number(int count)
    {
        string[] words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
        return count < words.Length ? words[count] : count.ToString();
    }
}
