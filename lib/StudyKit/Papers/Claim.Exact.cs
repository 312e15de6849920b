using StudyKit.Contracts;
using StudyKit.Evaluation;

namespace StudyKit.Papers;

/// <content>Rules over a value that has no spread: a count, an identity, a bound.</content>
public sealed partial record Claim
{
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
}
