using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Page;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// The page over all reports of a folder: each paper with its outcome, then every claim of every paper.
/// </summary>
internal static class IndexPage
{
    /// <returns>The page; null when the folder has no notebook.</returns>
    public static string? Html(string folder, PageContext page)
    {
        List<(string Name, PaperInfo Paper, RunRecord Run)> reports = [];
        List<(Notebook Notebook, string Path)> notebooks = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal))
        {
            // The Chinese copy of a run is no second run.
            if (path.EndsWith(".zh.ipynb") && File.Exists(path[..^9] + ".ipynb")) continue;
            try
            {
                Notebook notebook = Notebook.Read(path);
                notebooks.Add((notebook, path));
                reports.Add((
                    Path.GetFileNameWithoutExtension(path),
                    PaperInfo.From(notebook, path),
                    RunRecord.Read(Report.ClaimsPath(path), page)));
            }
            catch (NotebookFormatException error)
            {
                page.Warn($"{error.Message} It is left out of the index.");
            }
        }

        reports = [.. reports.OrderBy(report => report.Paper.Order)];
        if (reports.Count == 0) return null;

        ClaimRecord[] all = [.. reports.SelectMany(report => report.Run.Claims)];
        PageTranslation? translation = PageTranslation.Of(notebooks);
        StringBuilder content = new();
        content.Append(Bar.Html(hasCode: false, hasLanguages: translation is not null));
        content.Append("<div class=\"page index\">\n<header class=\"masthead\" id=\"top\">\n<p " +
            "class=\"kicker\">Close readings, run</p>\n");
        content.Append($"<h1>{Number(reports.Count)} {(reports.Count == 1 ? "paper" : "papers")}, claim by " +
            "claim</h1>\n");
        if (all.Length > 0)
        {
            content.Append("<div class=\"outcome\">\n<p class=\"label\">In these " +
                $"runs</p>\n{Tally.Html(all, "#claims")}</div>\n");
        }

        content.Append("</header>\n<main id=\"main\" tabindex=\"-1\">\n<section aria-labelledby=\"papers\">\n<h2 " +
            "id=\"papers\">Papers</h2>\n<ol class=\"papers\">\n");
        foreach ((string name, PaperInfo paper, RunRecord run) in reports) content.Append(Paper(name, paper, run));
        content.Append("</ol>\n</section>\n");
        if (all.Length > 0) content.Append(Claims(reports));
        content.Append("</main>\n</div>\n");
        string shown = content.ToString();
        if (translation is not null)
        {
            shown = translation.Apply(shown);
            page.AddData("texts", translation.Texts(page.Data));
        }

        return HtmlPage.Html("StudyKit reports", "The claims of the papers, each tested by a run.", shown, page);
    }

    private static string Paper(string name, PaperInfo paper, RunRecord run)
    {
        string byline = string.Join(" · ", new[] { paper.Authors, paper.Venue }.Where(part => part.Length > 0));
        string facts = string.Join(
            " · ", new[] { run.Scale.Length > 0 ? run.Scale + " scale" : "", run.Seconds is { } seconds
                ? Quantity.Duration(seconds)
                : "", run.Device }.Where(part => part.Length > 0));
        return $"""
            <li>
            <h3><a href="{Uri.EscapeDataString(name)}.html">{Escaping.Html(paper.Title)}</a></h3>
            <p class="byline" translate="no">{Escaping.Html(byline)}</p>
            <p>{Escaping.Html(paper.Claim)}</p>
            {(run.Claims.Count > 0 ? Tally.Html(run.Claims, null) : "<p class=\"quiet\">No claims were recorded.</p>")}
            <p class="quiet">{Escaping.Html(facts)}</p>
            </li>

            """;
    }

    private static string Claims(IEnumerable<(string Name, PaperInfo Paper, RunRecord Run)> reports)
    {
        StringBuilder html = new(
            "<section class=\"all-claims\" aria-labelledby=\"claims\">\n<h2 id=\"claims\">All claims</h2>\n");
        foreach ((string name, PaperInfo paper, RunRecord run) in reports.Where(report => report.Run.Claims.Count > 0))
        {
            html.Append($"<h3>{Escaping.Html(paper.Title)}</h3>\n");
            html.Append(ClaimsTables.Html(
                [.. run.Claims.Select(
                    claim => (claim, (string?)$"{Uri.EscapeDataString(name)}.html#claim-{claim.Id}"))],
                $"Claims of {paper.Title} with their verdicts."));
        }

        return html.Append("</section>\n").ToString();
    }

    private static string Number(int count)
    {
        string[] words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven"];
        return count < words.Length ? words[count] : count.ToString();
    }
}
