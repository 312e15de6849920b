namespace StudyKit.Evaluation;

/// <summary>Means and confidence intervals over a few independent values: what a verdict rests on.</summary>
public static class Statistics
{
    /// <summary>Arithmetic mean.</summary>
    public static double Mean(IReadOnlyList<double> values)
    {
        CheckCount(values, 1, nameof(values));
        return values.Sum() / values.Count;
    }

    /// <summary>Sample standard deviation, with n − 1 below the line.</summary>
    public static double StandardDeviation(IReadOnlyList<double> values)
    {
        CheckCount(values, 2, nameof(values));
        double mean = Mean(values);
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    /// <summary>Student's interval for the mean of independent values, as of several seeds: mean ± t·s/√n.</summary>
    /// <param name="values">At least two values.</param>
    /// <param name="level">Level of confidence between 0 and 1.</param>
    public static Interval MeanInterval(IReadOnlyList<double> values, double level = 0.95)
    {
        double half =
            StudentT.Quantile(Upper(level), values.Count - 1) * StandardDeviation(values) / Math.Sqrt(values.Count);
        double mean = Mean(values);
        return new Interval(mean, mean - half, mean + half, level, values.Count);
    }

    /// <summary>Student's interval for the mean of a − b, each pair measured with the same seed and data.</summary>
    /// <param name="a">First values, one a seed.</param>
    /// <param name="b">Second values, same seeds in the same order.</param>
    /// <param name="level">Level of confidence between 0 and 1.</param>
    public static Interval PairedDifference(IReadOnlyList<double> a, IReadOnlyList<double> b, double level = 0.95)
    {
        if (a.Count != b.Count)
        {
            throw new ArgumentException("A paired difference needs as many values on both sides. Expected " +
                $"{a.Count}. Received {b.Count}. Measure both with the same seeds.", nameof(b));
        }

        return MeanInterval([.. a.Zip(b, (x, y) => x - y)], level);
    }

    /// <summary>Wilson's interval for a proportion, which stays sensible near 0 and 1.</summary>
    /// <param name="successes">How often it held.</param>
    /// <param name="trials">How often it was tried; at least 1.</param>
    /// <param name="level">Level of confidence between 0 and 1.</param>
    public static Interval Proportion(int successes, int trials, double level = 0.95)
    {
        if (trials < 1 || successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(
                nameof(successes),
                $"A proportion needs 0 ≤ successes ≤ trials and at least one trial. Received {successes} of {trials}.");
        }

        double z = StudentT.Quantile(Upper(level), double.PositiveInfinity);
        double p = successes / (double)trials;
        double middle = (p + (z * z / (2 * trials))) / (1 + (z * z / trials));
        double half =
            z * Math.Sqrt((p * (1 - p) / trials) + (z * z / (4.0 * trials * trials))) / (1 + (z * z / trials));
        return new Interval(p, Math.Max(0, middle - half), Math.Min(1, middle + half), level, trials);
    }

    /// <summary>The slope of the straight line through points, by least squares.</summary>
    /// <param name="x">Places, at least two that differ.</param>
    /// <param name="y">Values, one at each place.</param>
    public static double Slope(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        CheckCount(x, 2, nameof(x));
        if (x.Count != y.Count)
        {
            throw new ArgumentException(
                $"A slope needs a value at each place. Expected {x.Count}. Received {y.Count}.", nameof(y));
        }

        double middle = Mean(x), square = x.Sum(one => (one - middle) * (one - middle));
        if (square == 0) throw new ArgumentException("A slope needs two places that differ.", nameof(x));
        return x.Zip(y, (place, value) => (place - middle) * value).Sum() / square;
    }

    private static double Upper(double level) => level is > 0 and < 1
        ? 1 - ((1 - level) / 2)
        : throw new ArgumentOutOfRangeException(nameof(level), "A level of confidence lies between 0 and 1, as " +
            $"0.95. Received {level}.");

    private static void CheckCount(IReadOnlyList<double> values, int least, string name)
    {
        if (values.Count < least)
        {
            throw new ArgumentException(
                $"At least {least} value(s) are needed. Received {values.Count}. Run more seeds.", name);
        }
    }
}
