using StudyKit.Contracts;
using StudyKit.Evaluation;

namespace StudyKit.Papers;

/// <summary>
/// A claim with what this run measured and the verdict that its rule gave. Shown as a badge row; collected by the
/// runner.
/// </summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">Computed from the measurement.</param>
/// <param name="Measured">The measurement in words and digits.</param>
/// <param name="Unit">Its unit, or what the number is.</param>
/// <param name="Rule">How the verdict was reached.</param>
/// <param name="Interval">The interval that the rule looked at; null where the value is exact.</param>
/// <param name="Seeds">How many seeds stand behind it; 1 where the value is exact.</param>
/// <param name="Reason">Why it is undecided; empty otherwise.</param>
/// <param name="P">
/// The two-sided probability of so clear a difference by chance: the verdict stands at every level above it. Null where
/// the value is exact.
/// </param>
[TypeFormatterSource(typeof(ClaimFormatters), PreferredMimeTypes = [MimeTypes.Claim, MimeTypes.Html])]
public sealed record ClaimResult(
    Claim Claim, Verdict Verdict, string Measured, string Unit, string Rule, Interval? Interval, int Seeds,
    string Reason, double? P = null)
{
    /// <summary>The verdict in the words that reports use.</summary>
    public string VerdictText => Verdict == Verdict.Undecided ? $"{Verdict.Name()} at this scale" : Verdict.Name();

    /// <summary>The result as the run collects it and the report reads it.</summary>
    public ClaimRecord ToRecord() => new(
        Claim.Id,
        Claim.Statement,
        Claim.Source,
        Claim.Published ?? "",
        Measured,
        Interval is { } interval ? (interval.Low, interval.High) : null,
        Unit,
        Seeds,
        Rule,
        Verdict,
        Reason,
        null,
        Claim.Kind,
        Claim.Central,
        P);

    /// <inheritdoc/>
    public override string ToString()
    {
        string interval = Interval is null ? "" : $", 95% interval {ToRecord().IntervalText}";
        string published = Claim.Published is { } p ? $" (published: {p})" : "";
        string reason = Reason.Length > 0 ? $" {Reason}" : "";
        return $"[{VerdictText}] {Claim.Statement} {Claim.Source}: measured " +
            $"{Measured}{(Unit.Length > 0 ? $" {Unit}" : "")}{interval}{published}. Rule: {Rule}.{reason}";
    }
}
