using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>
/// All claims in one table; each leads to the cell that tested it. The roles stay when a phone shows the rows as
/// blocks.
/// </summary>
internal static class ClaimsTable
{
    private static readonly string[] Columns = ["Verdict", "Claim", "Published", "Measured"];

    /// <param name="claims">Each claim with the address of the place where it was tested, or null.</param>
    /// <param name="caption">What the table lists.</param>
    public static string Html(IEnumerable<(ClaimRecord Claim, string? Target)> claims, string caption)
    {
        StringBuilder rows = new();
        foreach ((ClaimRecord claim, string? target) in claims) rows.Append(Row(claim, target));
        return $"""
            <table class="claims" role="table">
            <caption>{Escaping.Html(caption)}</caption>
            <thead role="rowgroup"><tr role="row">{string.Concat(Columns.Select(Head))}</tr></thead>
            <tbody role="rowgroup">
            {rows}</tbody>
            </table>
            """;
    }

    private static string Row(ClaimRecord claim, string? target) => $"""
        <tr role="row" class="{claim.Verdict.Class()}">{Cells(claim, target)}</tr>

        """;

    /// <summary>A claim's cells: verdict, claim, published, measured.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="target">The address of the place where it was tested, or null.</param>
    public static string Cells(ClaimRecord claim, string? target)
    {
        string statement = Escaping.Html(claim.Statement);
        if (target is not null) statement = $"<a href=\"{Escaping.Html(target)}\">{statement}</a>";
        string source = claim.Source.Length == 0
            ? ""
            : $" <span class=\"claim-source\">{Escaping.Html(claim.Source)}</span>";
        string reason = claim.Verdict == Verdict.Supported
            || claim.Reason.Length == 0 ? "" : $"<span class=\"claim-reason\">{Escaping.Html(claim.Reason)}</span>";
        string interval = claim.IntervalText.Length == 0
            ? ""
            : $" <span class=\"interval\">{Escaping.Html(claim.IntervalText)}</span>";
        string seeds = claim.Seeds is > 1 ? $" <span class=\"interval\">{claim.Seeds} seeds</span>" : "";
        string value = Value(ClaimView.WithUnit(claim.Measured, claim.Unit));
        string verdict = $"<td role=\"cell\">{ClaimView.Badge(claim.Verdict)}</td>";
        string said = $"<td role=\"cell\">{statement}{source}{reason}</td>";
        string published = $"<td role=\"cell\" data-label=\"Published\">{Value(ClaimView.Published(claim))}</td>";
        string measured = $"<td role=\"cell\" data-label=\"Measured\">{value}{interval}{seeds}</td>";
        return verdict + said + published + measured;
    }

    private static string Head(string name) => $"<th role=\"columnheader\" scope=\"col\">{name}</th>";

    private static string Value(string value) =>
        value.Length == 0 ? "<span class=\"quiet\">–</span>" : Escaping.Html(value);
}
