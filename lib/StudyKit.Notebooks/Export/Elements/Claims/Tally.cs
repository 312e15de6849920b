using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>How many claims got which verdict: one mark for each claim, and the numbers in words.</summary>
internal static class Tally
{
    /// <param name="claims">The claims of one or more notebooks.</param>
    /// <param name="target">Where the words lead; null for plain words.</param>
    public static string Html(IReadOnlyList<ClaimRecord> claims, string? target)
    {
        StringBuilder marks = new(), words = new();
        foreach (Verdict verdict in Verdicts.All)
        {
            int count = claims.Count(claim => claim.Verdict == verdict);
            if (count == 0 && verdict != Verdict.Supported) continue;
            marks.Append(string.Concat(Enumerable.Repeat("<span class=\"mark " +
                $"{verdict.Class()}\">{Export.Html.Icon(verdict.Class())}</span>", count)));
            words.Append($"<li class=\"{verdict.Class()}\"><b>{count}</b> {verdict.Name()}</li>");
        }

        string end = target is null ? "" : $"<li><a href=\"{target}\">all {claims.Count} claims</a></li>";
        return $"<p class=\"marks\" aria-hidden=\"true\">{marks}</p>\n<ul class=\"tally\">{words}{end}</ul>\n";
    }
}
