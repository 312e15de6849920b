using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The first screen: which paper, what it claims, how many claims held in this run, where it ran and in what time.
/// </summary>
internal static class Masthead
{
    public static string Html(
        PaperInfo paper, RunRecord run, IReadOnlyList<(ClaimRecord Claim, string? Target)> claims)
    {
        StringBuilder html = new();
        html.Append("<header class=\"masthead\" id=\"top\">\n<p class=\"kicker\">A close reading, run</p>\n");
        html.Append($"<h1>{Escaping.Html(paper.Title)}</h1>\n");
        if (paper.Subtitle.Length > 0) html.Append($"<p class=\"subtitle\">{Escaping.Html(paper.Subtitle)}</p>\n");
        string byline = string.Join(
            "<span class=\"dot\"> · </span>",
            new[] { Escaping.Html(paper.Authors), Escaping.Html(paper.Venue), Arxiv(paper.Arxiv) }
                .Where(part => part.Length > 0));
        if (byline.Length > 0) html.Append($"<p class=\"byline\" translate=\"no\">{byline}</p>\n");
        if (paper.Claim.Length > 0)
        {
            html.Append("<p class=\"paper-claim\"><span class=\"label\">The paper claims</span> " +
                $"{Escaping.Html(paper.Claim)}</p>\n");
        }

        if (claims.Count > 0)
        {
            html.Append("<div class=\"outcome\">\n<p class=\"label\">In this " +
                $"run</p>\n{Tally.Html([.. claims.Select(one => one.Claim)], "#claims")}{Central(claims)}</div>\n");
        }

        if (run.Problem is { } problem)
        {
            html.Append($"<p class=\"error run-problem\"><b>{Export.Html.Icon("not-supported")} " +
                $"{Escaping.Html(problem)}</b> {Escaping.Html(run.Message)} What was done until then is below.</p>\n");
        }

        html.Append(Facts(run)).Append("</header>\n");
        return html.ToString();
    }

    /// <summary>The claims that the paper stands on, by name, each with its verdict.</summary>
    private static string Central(IEnumerable<(ClaimRecord Claim, string? Target)> claims)
    {
        string rows = string.Concat(claims.Where(one => one.Claim.Central).Select(one =>
            $"<li>{ClaimView.Badge(one.Claim.Verdict)} {Linked(one.Claim.Statement, one.Target)}</li>\n"));
        return rows.Length == 0 ? "" : $"<p class=\"label\">Central claims</p>\n<ul class=\"central\">\n{rows}</ul>\n";

        static string Linked(string text, string? target) => target is null
            ? $"<span>{Escaping.Html(text)}</span>"
            : $"<a href=\"{Escaping.Html(target)}\">{Escaping.Html(text)}</a>";
    }

    private static string Arxiv(string id)
    {
        if (id.Length == 0) return "";
        bool isId = id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-');
        return isId
            ? $"""<a href="https://arxiv.org/abs/{id}" rel="noopener noreferrer">arXiv {id}</a>"""
            : Escaping.Html(id);
    }

    private static string Facts(RunRecord run)
    {
        // The runner says processor, cores, memory, system, .NET; the footer has them all.
        string[] parts = run.Machine.Split(", ");
        string machine = run.Machine.Length > 0
            ? string.Join(", ", parts.Take(2))
            : run.Device, memory = parts.Length > 2 ? parts[2] : "";
        string facts = string.Concat(
            Fact("Scale", run.Scale, Scales.Meaning(run.Scale)),
            Fact("Machine", machine, run.Machine.Length > 0
                ? string.Join(", ", new[] { run.Device, memory }.Where(part => part.Length > 0))
                : ""),
            Fact("Time", run.Seconds is { } seconds
                ? Quantity.Duration(seconds)
                : "", run.Started is { } started ? started.ToString("d MMMM yyyy") : ""));
        return facts.Length == 0 ? "" : $"<dl class=\"run-facts\">{facts}</dl>\n";
    }

    private static string Fact(string name, string value, string note = "")
    {
        if (value.Length == 0) return "";
        string small = note.Length == 0 ? "" : $" <span class=\"note\">{Escaping.Html(note)}</span>";
        string kept = name == "Machine" ? " translate=\"no\"" : "";
        return $"<div><dt>{name}</dt><dd><span{kept}>{Escaping.Html(value)}</span>{small}</dd></div>";
    }
}
