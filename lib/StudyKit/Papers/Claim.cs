using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Evaluation;

namespace StudyKit.Papers;

/// <summary>
/// One statement of a paper that a run can test: where it stands, what the paper published, and a rule
/// that turns the measurement into a verdict.
/// </summary>
/// <example>
/// <code>
/// new Claim("transformer.mask.no-leak", "The decoder's mask keeps a position from seeing later ones.", "§3.2.3")
///     .Equals(measured: leak, expected: 0, unit: "largest change of an earlier logit")
/// </code>
/// </example>
public sealed partial record Claim
{
    /// <summary>A comparison of trained models needs at least this many seeds for a verdict.</summary>
    public const int LeastSeeds = 3;

    private const string NoNumber = "A value was not a number, so there is nothing to compare.";

    /// <summary>States a claim.</summary>
    /// <param name="id">Stable name, lower case, dots and dashes: <c>paper.subject.point</c>.</param>
    /// <param name="statement">One sentence a reader can agree or disagree with.</param>
    /// <param name="source">Section, equation, figure or table; "reader's question" where the paper is silent.</param>
    /// <exception cref="ArgumentException">The id is not of that form, or a text is empty.</exception>
    public Claim(string id, string statement, string source)
    {
        if (!IdForm().IsMatch(id))
        {
            throw new ArgumentException("A claim's id is lower case words with dots and dashes, as " +
                $"'transformer.mask.no-leak'. Received '{id}'.", nameof(id));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(statement);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        (Id, Statement, Source) = (id, statement, source);
    }

    /// <summary>Stable name, as <c>transformer.mask.no-leak</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence.</summary>
    public string Statement { get; }

    /// <summary>Where in the paper it stands.</summary>
    public string Source { get; }

    /// <summary>What the paper measured, in its own setting; null where it published no number.</summary>
    /// <value>Default: null.</value>
    public string? Published { get; init; }

    /// <summary>Whether a run decides it exactly: a count, an identity, a mask.</summary>
    /// <param name="measured">The measured value.</param>
    /// <param name="expected">What the claim says it is.</param>
    /// <param name="tolerance">Largest allowed distance, in the value's unit.</param>
    /// <param name="unit">Unit, or what the number is.</param>
    public ClaimResult IsEqual(double measured, double expected, double tolerance = 0, string unit = "")
    {
        if (tolerance == 0) return Decide(measured, expected, (value, bound) => value == bound, "measured = {0}", unit);
        string middle = NumberText.Given(
            expected, value => Math.Abs(measured - value) <= tolerance);
        return Decide(
            measured, tolerance, (value, bound) => Math.Abs(value - expected) <= bound,
            $"|measured − {middle}| ≤ {{0}}", unit, expected);
    }

    /// <summary>Decided exactly: the value is at most the bound.</summary>
    public ClaimResult IsAtMost(double measured, double bound, string unit = "") =>
        Decide(measured, bound, (value, most) => value <= most, "measured ≤ {0}", unit);

    /// <summary>Decided exactly: the value is at least the bound.</summary>
    public ClaimResult IsAtLeast(double measured, double bound, string unit = "") =>
        Decide(measured, bound, (value, least) => value >= least, "measured ≥ {0}", unit);

    /// <summary>Decided exactly: it holds in each of a number of cases.</summary>
    /// <param name="held">In how many cases it held.</param>
    /// <param name="cases">How many cases were looked at.</param>
    /// <param name="unit">What a case is: <c>heads</c>, <c>positions</c>.</param>
    public ClaimResult HoldsInAll(int held, int cases, string unit) => cases > 0
        ? Decide(held == cases, $"{held} of {cases}", unit, $"holds in all {unit}")
        : Result(Verdict.Undecided, "no case", unit, $"holds in all {unit}", null, 0, "There was no case to look at.");

    /// <summary>Whether one quantity exceeds another, seed by seed; needs three seeds and an interval.</summary>
    /// <param name="higher">What the claim says is larger, one value a seed.</param>
    /// <param name="lower">What the claim says is smaller, same seeds in the same order.</param>
    /// <param name="unit">Unit of both.</param>
    /// <param name="by">By how much the first must exceed the second, in that unit.</param>
    /// <returns>
    /// Supported when the 95% interval of the paired difference lies above <paramref name="by"/>, not supported when it
    /// lies below, else undecided.
    /// </returns>
    public ClaimResult IsGreater(IReadOnlyList<double> higher, IReadOnlyList<double> lower, string unit, double by = 0)
    {
        string rule = $"95% interval of the paired difference {(by == 0 ? "above 0" : $"above {Given(by)}")}";
        if (TooFew(Math.Min(higher.Count, lower.Count), rule, unit) is { } undecided) return undecided;
        return Compare(Statistics.PairedDifference(higher, lower), by, double.PositiveInfinity, unit, rule,
            Against(higher, lower));
    }

    /// <summary>Whether a mean over seeds is above a bound; needs three seeds and an interval.</summary>
    public ClaimResult MeanIsAbove(IReadOnlyList<double> values, double bound, string unit) =>
        MeanLiesIn(values, bound, double.PositiveInfinity, unit, $"95% interval of the mean above {Given(bound)}");

    /// <summary>Whether a mean over seeds is below a bound; needs three seeds and an interval.</summary>
    public ClaimResult MeanIsBelow(IReadOnlyList<double> values, double bound, string unit) =>
        MeanLiesIn(values, double.NegativeInfinity, bound, unit, $"95% interval of the mean below {Given(bound)}");

    /// <summary>
    /// Whether two quantities are the same for all practical purposes: the interval of their paired difference lies
    /// within ± the margin.
    /// </summary>
    public ClaimResult IsSame(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin, string unit)
    {
        string rule = $"95% interval of the paired difference within ±{Given(margin)}";
        if (TooFew(Math.Min(a.Count, b.Count), rule, unit) is { } undecided) return undecided;
        return Compare(Statistics.PairedDifference(a, b), -margin, margin, unit, rule,
            Against(a, b));
    }

    /// <summary>Left open, with the reason: the run's scale does not measure it.</summary>
    public ClaimResult Undecided(string reason) =>
        Result(Verdict.Undecided, "not measured", "", "needs another scale", null, 0, reason);

    private ClaimResult MeanLiesIn(IReadOnlyList<double> values, double low, double high, string unit, string rule) =>
        TooFew(values.Count, rule, unit)
            ?? Compare(Statistics.MeanInterval(values), low, high, unit, rule, NumberText.Of(Statistics.Mean(values)));

    private ClaimResult? TooFew(int seeds, string rule, string unit) => seeds >= LeastSeeds
        ? null
        : Result(Verdict.Undecided, "too few seeds",
            unit, rule, null, seeds, $"A comparison needs at least {LeastSeeds} seeds; this run had {seeds}.");

    private ClaimResult Compare(Interval interval, double low, double high, string unit, string rule, string measured)
    {
        if (!double.IsFinite(interval.Estimate) || double.IsNaN(interval.Low) || double.IsNaN(interval.High)
            || double.IsNaN(low) || double.IsNaN(high))
        {
            return Result(Verdict.Undecided, measured,
                unit, rule, null, interval.Count, NoNumber);
        }

        Verdict verdict = interval.Low > low && interval.High < high ? Verdict.Supported
            : interval.High < low || interval.Low > high ? Verdict.NotSupported
            : Verdict.Undecided;
        string reason = verdict == Verdict.Undecided ? "The interval holds both answers." : "";
        return Result(verdict, measured, unit, rule, interval, interval.Count, reason);
    }

    /// <summary>
    /// Decides by the exact values, and shows as many digits of both as it takes to follow the verdict.
    /// </summary>
    private ClaimResult Decide(
        double measured, double bound, Func<double, double, bool> holds, string rule, string unit,
        double? expected = null)
    {
        string shownRule = rule.Replace(
            "{0}", NumberText.Given(bound, value => holds(measured, value)), StringComparison.Ordinal);
        if (double.IsNaN(measured) || double.IsNaN(bound) || (expected is { } middle && double.IsNaN(middle)))
        {
            return Result(Verdict.Undecided, NumberText.Of(measured), unit, shownRule, null, 1, NoNumber);
        }

        // A number of the rule that is shown in more digits than usual cannot be mistaken for the measured one.
        double beside = expected ?? bound;
        bool isUsual = shownRule.Split(' ', '|').Contains(NumberText.Given(beside));
        string shown = NumberText.Deciding(measured, value => holds(value, bound), isUsual ? [beside] : []);
        return Decide(holds(measured, bound), shown, unit, shownRule);
    }

    private ClaimResult Decide(bool holds, string measured, string unit, string rule) =>
        Result(holds ? Verdict.Supported : Verdict.NotSupported, measured, unit, rule, null, 1, "");

    private ClaimResult Result(
        Verdict verdict, string measured, string unit, string rule, Interval? interval, int seeds, string reason) =>
        new(this, verdict, measured, unit, rule, interval, seeds, reason);

    private static string Against(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        string[] means = NumberText.Apart(Statistics.Mean(one), Statistics.Mean(other));
        return $"{means[0]} against {means[1]}";
    }

    private static string Given(double value) => NumberText.Given(value);

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)+$")]
    private static partial Regex IdForm();
}
