using StudyKit.Text;

namespace StudyKit.Evaluation;

/// <summary>
/// Intervals for any number computed from a sample, by drawing from the sample again (Efron 1979, percentile interval).
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of a number over the items of a sample.</summary>
    /// <param name="count">How many items the sample has.</param>
    /// <param name="measure">Computes the number from the items with the given indices, which may repeat.</param>
    /// <param name="samples">How often it draws, at least 40.</param>
    /// <param name="level">The level of confidence, between 0 and 1.</param>
    /// <param name="seed">Decides the drawing.</param>
    /// <returns>
    /// The number of the sample itself, with the interval that holds the middle <paramref name="level"/> of the drawn
    /// ones.
    /// </returns>
    public static Interval Interval(
        int count, Func<int[], double> measure, int samples = 1000, double level = 0.95, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "A sample needs at least one item.");
        if (samples < 40)
        {
            throw new ArgumentOutOfRangeException(
                nameof(samples), samples, "Fewer than 40 draws say nothing about the ends of an interval.");
        }

        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(level), level, "A level of confidence lies between 0 and 1, as 0.95.");
        }

        SeededRandom random = new(seed);
        double[] drawn = new double[samples];
        int[] rows = new int[count];
        for (int sample = 0; sample < samples; sample++)
        {
            for (int i = 0; i < count; i++) rows[i] = random.Next(count);
            drawn[sample] = measure(rows);
        }

        Array.Sort(drawn);
        int tail = (int)(samples * (1 - level) / 2);
        return new Interval(
            measure([.. Enumerable.Range(0, count)]), drawn[tail], drawn[samples - 1 - tail], level, count);
    }

    /// <summary>
    /// Two levels: the mean over seeds and items, where both are samples. Seeds are drawn again, and within each the
    /// items.
    /// </summary>
    /// <param name="values">For each seed one value an item.</param>
    /// <param name="sharedItems">Whether all seeds saw the same items: then they are drawn once for all.</param>
    /// <param name="samples">How often it draws.</param>
    /// <param name="seed">Decides the drawing.</param>
    /// <returns>The interval at 95%, and the means that were drawn, in order.</returns>
    /// <remarks>
    /// Few seeds drawn again spread too little, by √((n − 1) / n): each drawn mean is moved away from the middle by the
    /// inverse of that.
    /// </remarks>
    internal static (Interval Interval, double[] Drawn) SeedsAndItems(
        IReadOnlyList<double[]> values, bool sharedItems, int samples = 4000, long seed = 0)
    {
        if (values.Count < 2 || values.Any(items => items.Length == 0)
            || (sharedItems && values.Any(items => items.Length != values[0].Length)))
        {
            throw new ArgumentException(
                "Two seeds or more are needed, each with items; shared items are as many for each.", nameof(values));
        }

        SeededRandom random = new(seed);
        double middle = values.Average(items => items.Average());
        double widened = Math.Sqrt(values.Count / (values.Count - 1.0));
        double[] drawn = new double[samples];
        for (int sample = 0; sample < samples; sample++)
        {
            int[] shared = sharedItems ? Again(values[0].Length) : [];
            double sum = 0;
            for (int i = 0; i < values.Count; i++)
            {
                double[] items = values[random.Next(values.Count)];
                int[] rows = sharedItems ? shared : Again(items.Length);
                sum += rows.Average(row => items[row]);
            }

            drawn[sample] = middle + (((sum / values.Count) - middle) * widened);
        }

        Array.Sort(drawn);
        int tail = (int)(samples * 0.025);
        return (new Interval(middle, drawn[tail], drawn[samples - 1 - tail], 0.95, values.Count), drawn);

        int[] Again(int count)
        {
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) rows[i] = random.Next(count);
            return rows;
        }
    }
}
