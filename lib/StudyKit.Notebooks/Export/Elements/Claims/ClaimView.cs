using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>
/// A claim where it was tested: the verdict, the statement, what was published beside what was measured, and the rule.
/// </summary>
internal static partial class ClaimView
{
    /// <param name="claim">The claim.</param>
    /// <param name="id">Its anchor.</param>
    public static string Html(ClaimRecord claim, string id)
    {
        string facts = string.Concat(
            Fact("Published", Published(claim)),
            Fact("Measured", WithUnit(claim.Measured, claim.Unit), claim.IntervalText),
            Fact("Seeds", claim.Seeds is > 1 ? claim.Seeds.ToString()! : ""),
            Fact("Rule", claim.Rule));
        string reason = claim.Reason.Length == 0
            ? ""
            : $"""<p class="claim-reason">{Escaping.Html(claim.Reason)}</p>""";
        string source = claim.Source.Length == 0
            ? ""
            : $""" <span class="claim-source">{Escaping.Html(claim.Source)}</span>""";
        return $"""
            <div class="claim {claim.Verdict.Class()}" id="{Escaping.Html(id)}">
            {Badge(claim.Verdict)}
            <p class="claim-statement">{Escaping.Html(claim.Statement)}{source}</p>
            <dl class="claim-facts">{facts}</dl>
            {reason}
            </div>
            """;
    }

    public static string Badge(Verdict verdict)
    {
        string name = verdict.Class();
        return $"""<p class="verdict {name}">{Export.Html.Icon(name)} <span>{Capital(verdict.Name())}</span></p>""";
    }

    /// <summary>The value with its unit unless it says it already.</summary>
    public static string WithUnit(string value, string unit) =>
        value.Length == 0 || unit.Length == 0 || value.Contains(unit, StringComparison.OrdinalIgnoreCase)
            || !IsDigit(value[^1]) ? value : $"{value} {unit}";

    private static bool IsDigit(char last) => char.IsAsciiDigit(last) || "⁰¹²³⁴⁵⁶⁷⁸⁹".Contains(last);

    /// <summary>
    /// What was published. A bare number, or two to compare, is in the claim's unit; where words stand beside numbers,
    /// they say what those are.
    /// </summary>
    public static string Published(ClaimRecord claim) =>
        BareNumbers().IsMatch(claim.Published) ? WithUnit(claim.Published, claim.Unit) : claim.Published;

    [GeneratedRegex(@"^[-−]?\d[\d.,]*( against [-−]?\d[\d.,]*)?$")]
    private static partial Regex BareNumbers();

    private static string Fact(string name, string value, string interval = "")
    {
        if (value.Length == 0) return "";
        string range = interval.Length == 0 ? "" : $""" <span class="interval">{Escaping.Html(interval)}</span>""";
        return $"<div><dt>{name}</dt><dd>{Escaping.Html(value)}{range}</dd></div>";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
