using StudyKit.Contracts;
using StudyKit.Evaluation;

namespace StudyKit.Papers;

/// <content>
/// Rules over values that differ from seed to seed. Each names beforehand the least difference worth the name, and
/// where guessing gives something, the floor that must be passed.
/// </content>
public sealed partial record Claim
{
    /// <summary>A comparison of trained models needs at least this many seeds for a verdict.</summary>
    public const int LeastSeeds = 3;

    /// <summary>Whether one quantity exceeds another, seed by seed; needs three seeds and an interval.</summary>
    /// <param name="higher">What the claim says is larger, one value a seed.</param>
    /// <param name="lower">What the claim says is smaller, same seeds in the same order.</param>
    /// <param name="unit">Unit of both.</param>
    /// <param name="by">By how much the first must exceed the second, in that unit.</param>
    /// <param name="floor">
    /// What guessing gives: the first must lie above it, or the two are compared where neither has learned anything.
    /// </param>
    /// <returns>
    /// Supported when the 95% interval of the paired difference lies above <paramref name="by"/>, not supported when it
    /// lies below, else undecided; undecided too when the first is not above the floor.
    /// </returns>
    public ClaimResult IsGreater(
        IReadOnlyList<double> higher, IReadOnlyList<double> lower, string unit, double by = 0, double? floor = null)
    {
        string rule = $"95% interval of the paired difference {(by == 0 ? "above 0" : $"above {Given(by)}")}";
        if (floor is { } least) rule += $", and the first above {Given(least)}, what guessing gives";
        if (TooFew(Math.Min(higher.Count, lower.Count), rule, unit) is { } undecided) return undecided;
        ClaimResult result = Compare(Evidence.Of(Statistics.PairedDifference(higher, lower)), by,
            double.PositiveInfinity, unit, rule, Against(higher, lower));
        if (floor is not { } guess) return result;
        // Both must hold, so the verdict is as clear as the less clear of the two.
        Evidence aboveGuessing = Evidence.Of(Statistics.MeanInterval(higher));
        result = result with { P = Math.Max(result.P ?? 1, aboveGuessing.P(guess, double.PositiveInfinity)) };
        return aboveGuessing.Interval.Low > guess
            ? result
            : result with
            {
                Verdict = Verdict.Undecided,
                Reason = $"Guessing gives {Given(guess)}, and the first is not clearly above it.",
            };
    }

    /// <summary>
    /// The same where the items of the test count too: the interval is over seeds and items, both drawn again.
    /// </summary>
    /// <param name="higher">What the claim says is larger: for each seed one value an item.</param>
    /// <param name="lower">What the claim says is smaller: same seeds, same items, same order.</param>
    /// <param name="unit">Unit of both.</param>
    /// <param name="by">By how much the first must exceed the second, in that unit.</param>
    /// <param name="sharedItems">Whether all seeds were tested on the same items.</param>
    public ClaimResult IsGreater(
        IReadOnlyList<double[]> higher, IReadOnlyList<double[]> lower, string unit, double by = 0,
        bool sharedItems = false)
    {
        string rule = "95% interval of the paired difference, over seeds and test items, " +
            $"{(by == 0 ? "above 0" : $"above {Given(by)}")}";
        if (TooFew(Math.Min(higher.Count, lower.Count), rule, unit) is { } undecided) return undecided;
        return Compare(Evidence.OfItems(higher, lower, sharedItems), by, double.PositiveInfinity, unit, rule,
            Against([.. higher.Select(items => items.Average())], [.. lower.Select(items => items.Average())]));
    }

    /// <summary>One-sided: whether one quantity is not larger than another by more than a margin.</summary>
    /// <param name="values">What the claim says is no larger, one value a seed.</param>
    /// <param name="than">What it is held against, same seeds in the same order.</param>
    /// <param name="margin">A difference up to here is none.</param>
    /// <param name="unit">Unit of all.</param>
    public ClaimResult IsNoGreater(
        IReadOnlyList<double> values, IReadOnlyList<double> than, double margin, string unit)
    {
        string rule = $"95% interval of the paired difference below {Given(margin)}";
        if (TooFew(Math.Min(values.Count, than.Count), rule, unit) is { } undecided) return undecided;
        return Compare(Evidence.Of(Statistics.PairedDifference(values, than)), double.NegativeInfinity, margin, unit,
            rule, Against(values, than));
    }

    /// <summary>Whether a mean over seeds is above a bound; needs three seeds and an interval.</summary>
    public ClaimResult MeanIsAbove(IReadOnlyList<double> values, double bound, string unit) =>
        MeanLiesIn(values, bound, double.PositiveInfinity, unit, $"95% interval of the mean above {Given(bound)}");

    /// <summary>Whether a mean over seeds is below a bound; needs three seeds and an interval.</summary>
    public ClaimResult MeanIsBelow(IReadOnlyList<double> values, double bound, string unit) =>
        MeanLiesIn(values, double.NegativeInfinity, bound, unit, $"95% interval of the mean below {Given(bound)}");

    /// <summary>Two-sided: whether a mean over seeds lies between two bounds, as what is healthy does.</summary>
    public ClaimResult MeanIsBetween(IReadOnlyList<double> values, double low, double high, string unit) =>
        MeanLiesIn(values, low, high, unit, $"95% interval of the mean between {Given(low)} and {Given(high)}");

    /// <summary>
    /// Whether a quantity rises with another: the slope of a straight line, seed by seed.
    /// </summary>
    /// <param name="series">For each seed one value at each place.</param>
    /// <param name="places">The places: doses, sizes, the logarithm of an amount.</param>
    /// <param name="unit">Unit of a slope.</param>
    /// <param name="by">The least slope worth the name.</param>
    public ClaimResult Rises(
        IReadOnlyList<double[]> series, IReadOnlyList<double> places, string unit, double by = 0) =>
        MeanLiesIn([.. series.Select(values => Statistics.Slope(places, values))], by, double.PositiveInfinity, unit,
            $"95% interval of the slope {(by == 0 ? "above 0" : $"above {Given(by)}")}");

    /// <summary>
    /// Whether two quantities are the same for all practical purposes: the interval of their paired difference lies
    /// within ± the margin.
    /// </summary>
    public ClaimResult IsSame(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin, string unit)
    {
        string rule = $"95% interval of the paired difference within ±{Given(margin)}";
        if (TooFew(Math.Min(a.Count, b.Count), rule, unit) is { } undecided) return undecided;
        return Compare(
            Evidence.Of(Statistics.PairedDifference(a, b)), -margin, margin, unit, rule, Against(a, b));
    }

    private ClaimResult MeanLiesIn(IReadOnlyList<double> values, double low, double high, string unit, string rule) =>
        TooFew(values.Count, rule, unit) ?? Compare(Evidence.Of(Statistics.MeanInterval(values)), low, high, unit,
            rule, NumberText.Of(Statistics.Mean(values)));

    private ClaimResult? TooFew(int seeds, string rule, string unit) => seeds >= LeastSeeds
        ? null
        : Result(Verdict.Undecided, "too few seeds",
            unit, rule, null, seeds, $"A comparison needs at least {LeastSeeds} seeds; this run had {seeds}.");

    private ClaimResult Compare(Evidence evidence, double low, double high, string unit, string rule, string measured)
    {
        Interval interval = evidence.Interval;
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
        return Result(verdict, measured, unit, rule, interval, interval.Count, reason, evidence.P(low, high));
    }

    private static string Against(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        string[] means = NumberText.Apart(Statistics.Mean(one), Statistics.Mean(other));
        return $"{means[0]} against {means[1]}";
    }
}
