using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>
/// The claims by whose they are: those the paper stands on first, then its others, then the reader's; the kit's own
/// checks last, folded where all hold.
/// </summary>
internal static class ClaimsTables
{
    /// <param name="claims">Each claim with the address of the place where it was tested, or null.</param>
    /// <param name="caption">What the first table lists.</param>
    public static string Html(IReadOnlyList<(ClaimRecord Claim, string? Target)> claims, string caption)
    {
        List<(ClaimRecord Claim, string? Target)> own = [.. claims.Where(one => one.Claim.Kind != ClaimKind.Check)];
        List<(ClaimRecord Claim, string? Target)> checks = [.. claims.Where(one => one.Claim.Kind == ClaimKind.Check)];
        StringBuilder html = new();
        foreach ((string name, IEnumerable<(ClaimRecord Claim, string? Target)> part) in new[]
        {
            ("Central claims of the paper", own.Where(one => one.Claim.Central)),
            ("Further claims of the paper", own.Where(one => one.Claim is { Kind: ClaimKind.Paper, Central: false })),
            ("The reader’s questions", own.Where(one => one.Claim is { Kind: ClaimKind.Reader, Central: false })),
        })
        {
            if (!part.Any()) continue;
            html.Append($"<h3 class=\"claims-group\">{name}</h3>\n{ClaimsTable.Html(part, $"{name}. {caption}")}\n");
        }

        if (checks.Count == 0) return html.ToString();
        bool hold = checks.All(one => one.Claim.Verdict == Verdict.Supported);
        return html.Append($"""
            <details class="checks"{(hold ? "" : " open")}>
            <summary>{Tally.Checks([.. checks.Select(one => one.Claim)])}</summary>
            {ClaimsTable.Html(checks, "Counts, identities and masks: they test the code and not the paper.")}
            </details>

            """).ToString();
    }
}
