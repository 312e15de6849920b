using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Elements.Claims;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>
/// All claims of all notebooks in one table. A script lets the reader sort and filter it; without scripts it is a plain
/// table, in the order of the papers, central claims first.
/// </summary>
internal static class ClaimsOverview
{
    private static readonly string[] Columns = ["Verdict", "Claim", "Published", "Measured", "Notebook", "Whose"];

    // "paper" takes the central ones along.
    private static readonly (string Value, string Name)[] Owners =
    [
        ("paper, central", "paper, central"), ("paper", "paper, all"), ("reader", "reader"), ("check", "check"),
    ];

    public static string Html(IReadOnlyList<IndexedPaper> papers)
    {
        StringBuilder rows = new();
        foreach (IndexedPaper paper in papers)
        {
            foreach (ClaimRecord claim in paper.Claims.OrderBy(Rank)) rows.Append(Row(paper, claim));
        }

        return $"""
            <section class="all-claims" aria-labelledby="claims">
            <h2 id="claims">All claims</h2>
            {Filters(papers)}
            <table class="claims overview" role="table">
            <caption>Claims of all notebooks with their verdicts; a statement leads to where it was tested.</caption>
            <thead role="rowgroup"><tr role="row">{string.Concat(Columns.Select(Head))}</tr></thead>
            <tbody role="rowgroup">
            {rows}</tbody>
            </table>
            </section>

            """;
    }

    /// <summary>The place of a claim among those of its notebook.</summary>
    private static int Rank(ClaimRecord claim) => claim switch
    {
        { Kind: ClaimKind.Check } => 3,
        { Central: true } => 0,
        { Kind: ClaimKind.Paper } => 1,
        _ => 2,
    };

    /// <summary>Whose claim it is, in a word or two.</summary>
    private static string Whose(ClaimRecord claim) => claim switch
    {
        { Kind: ClaimKind.Check } => "check",
        { Kind: ClaimKind.Reader, Central: false } => "reader",
        { Central: true } => "paper, central",
        _ => "paper",
    };

    private static string Row(IndexedPaper paper, ClaimRecord claim)
    {
        string cells = ClaimsTable.Cells(claim, paper.At($"claim-{claim.Id}")), name = Escaping.Html(paper.Name);
        string notebook = $"<a href=\"{Escaping.Html(paper.Address)}\" translate=\"no\">{name}</a>";
        return $"<tr role=\"row\" class=\"{claim.Verdict.Class()}\" data-verdict=\"{claim.Verdict.Class()}\" " +
            $"data-notebook=\"{name}\" data-whose=\"{Whose(claim)}\">{cells}" +
            $"<td role=\"cell\" data-label=\"Notebook\">{notebook}</td>" +
            $"<td role=\"cell\" data-label=\"Whose\">{Whose(claim)}</td></tr>\n";
    }

    private static string Head(string name) => $"<th role=\"columnheader\" scope=\"col\">{name}</th>";

    private static string Filters(IReadOnlyList<IndexedPaper> papers) => $"""
        <form class="filters" id="filters" aria-label="Filter the claims" hidden>
        <label>Words <input type="search" name="words" autocomplete="off"></label>
        <label>Notebook <select name="notebook"><option value="">all</option>{string.Concat(papers
            .Where(paper => paper.Claims.Count > 0).Select(paper => Option(paper.Name)))}</select></label>
        <label>Whose <select name="whose"><option value="">all</option>{string.Concat(Owners
            .Select(one => $"<option value=\"{one.Value}\">{one.Name}</option>"))}</select></label>
        <label>Verdict <select name="verdict"><option value="">all</option>{string.Concat(Verdicts.All
            .Select(verdict => $"<option value=\"{verdict.Class()}\">{verdict.Name()}</option>"))}</select></label>
        <label class="sorting">Sort by <select name="sort"><option value="">paper</option>{string.Concat(Columns
            .Select((name, i) => $"<option value=\"{i}\">{name}</option>"))}</select></label>
        <button type="reset">Reset</button>
        <output name="count" aria-live="polite"></output>
        </form>
        """;

    private static string Option(string name) =>
        $"<option value=\"{Escaping.Html(name)}\" translate=\"no\">{Escaping.Html(name)}</option>";
}
