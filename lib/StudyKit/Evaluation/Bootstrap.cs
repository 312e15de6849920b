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
}
