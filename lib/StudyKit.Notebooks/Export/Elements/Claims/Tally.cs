using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>How many claims got which verdict: one mark for each claim, and the numbers in words.</summary>
internal static class Tally
{
    /// <summary>Paper's and reader's claims are counted; checks are one line below.</summary>
    /// <param name="all">The claims of one or more notebooks.</param>
    /// <param name="target">Where the words lead; null for plain words.</param>
    public static string Html(IReadOnlyList<ClaimRecord> all, string? target)
    {
        ClaimRecord[] claims = [.. all.Where(claim => claim.Kind != ClaimKind.Check)];
        ClaimRecord[] checks = [.. all.Where(claim => claim.Kind == ClaimKind.Check)];
        string below = checks.Length == 0 ? "" : $"<p class=\"quiet checks-line\">{Checks(checks)}</p>\n";
        if (claims.Length == 0) return below;
        StringBuilder marks = new(), words = new();
        foreach (Verdict verdict in Verdicts.All)
        {
            int count = claims.Count(claim => claim.Verdict == verdict);
            if (count == 0 && verdict != Verdict.Supported) continue;
            marks.Append(string.Concat(Enumerable.Repeat("<span class=\"mark " +
                $"{verdict.Class()}\">{Export.Html.Icon(verdict.Class())}</span>", count)));
            words.Append($"<li class=\"{verdict.Class()}\"><b>{count}</b> {verdict.Name()}</li>");
        }

        string end = target is null ? "" : $"<li><a href=\"{target}\">all {claims.Length} claims</a></li>";
        return $"<p class=\"marks\" aria-hidden=\"true\">{marks}</p>\n<ul class=\"tally\">{words}{end}</ul>\n{below}";
    }

    /// <summary>What came of the kit's own checks, in one line.</summary>
    public static string Checks(IReadOnlyList<ClaimRecord> checks)
    {
        int hold = checks.Count(check => check.Verdict == Verdict.Supported);
        return hold == checks.Count
            ? $"{hold} {(hold == 1 ? "check passes" : "checks pass")}"
            : $"{hold} of {checks.Count} checks pass";
    }
}
