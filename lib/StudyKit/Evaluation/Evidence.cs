namespace StudyKit.Evaluation;

/// <summary>
/// What a few values say of where the truth lies: an interval, and how unlikely it is that the truth lies beyond a
/// bound.
/// </summary>
internal sealed class Evidence
{
    private readonly Func<double, double> _tail;

    private Evidence(Interval interval, Func<double, double> tail) => (Interval, _tail) = (interval, tail);

    /// <summary>The interval at 95%.</summary>
    public Interval Interval { get; }

    /// <summary>From Student's interval of a mean.</summary>
    public static Evidence Of(Interval interval)
    {
        double quantile = StudentT.Quantile(1 - ((1 - interval.Level) / 2), interval.Count - 1);
        double error = (interval.High - interval.Low) / 2 / quantile;
        return new Evidence(interval, bound => ((bound - interval.Estimate) / error) switch
        {
            // Values without any spread leave no doubt, but for a bound that is hit exactly.
            double.NaN => 1,
            double t => StudentT.UpperTail(Math.Abs(t), interval.Count - 1),
        });
    }

    /// <summary>From paired values of seeds and items: see <see cref="Bootstrap.SeedsAndItems"/>.</summary>
    public static Evidence OfItems(
        IReadOnlyList<double[]> higher, IReadOnlyList<double[]> lower, bool sharedItems)
    {
        if (higher.Count != lower.Count || higher.Zip(lower).Any(pair => pair.First.Length != pair.Second.Length))
        {
            throw new ArgumentException("A paired difference needs the same seeds and the same items on both sides. " +
                $"Received {higher.Count} and {lower.Count} seeds, or other numbers of items.", nameof(lower));
        }

        double[][] differences = [.. higher.Zip(lower, (a, b) => a.Zip(b, (x, y) => x - y).ToArray())];
        (Interval interval, double[] drawn) = Bootstrap.SeedsAndItems(differences, sharedItems);
        return new Evidence(interval, bound =>
        {
            int beyond = drawn.Count(value => interval.Estimate >= bound ? value <= bound : value >= bound);
            return Math.Max(1, beyond) / (double)drawn.Length;
        });
    }

    /// <summary>
    /// The level at which the interval would just touch a bound: the two-sided p of the verdict that it gives for a
    /// range.
    /// </summary>
    public double P(double low, double high)
    {
        double middle = Interval.Estimate;
        double p = middle < low ? _tail(low)
            : middle > high ? _tail(high)
            : Math.Max(double.IsFinite(low) ? _tail(low) : 0, double.IsFinite(high) ? _tail(high) : 0);
        return Math.Min(1, 2 * p);
    }
}
