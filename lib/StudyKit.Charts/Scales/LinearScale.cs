
namespace StudyKit.Charts.Scales;

/// <summary>An evenly divided axis; its ticks are no closer than <paramref name="smallestStep"/>.</summary>
internal sealed class LinearScale(double from, double to, double smallestStep = 0) : Scale(from, to)
{
    public override double Position(double value) => (value - From) / (To - From);

    public override IReadOnlyList<Tick> Ticks(int about)
    {
        double step = Math.Max(smallestStep, Step(From, To, about));
        long first = (long)Math.Ceiling((From / step) - 1e-9);
        long last = (long)Math.Floor((To / step) + 1e-9);

        // Multiplying, not adding, so that 0.3 is 0.3 and zero is zero.
        double[] values =
        [
            .. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(i => Clean((first + i) * step)),
        ];
        string[] labels = TickText.Labels(values, step);
        return [.. values.Zip(labels, (value, label) => new Tick(value, label))];
    }

    /// <summary>
    /// The largest of 1, 2, 5 × 10ⁿ that gives at least half of the wished number of steps, nearest to it.
    /// </summary>
    public static double Step(double from, double to, int about)
    {
        double raw = (to - from) / Math.Max(1, about);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double digit = raw / power;

        // Thresholds are the geometric means of the neighbours 1, 2, 5, 10.
        double nice = digit < 1.4142 ? 1 : digit < 3.1623 ? 2 : digit < 7.0711 ? 5 : 10;
        return Clean(nice * power);
    }

    /// <summary>Takes away the last bits that multiplying by powers of ten leaves behind.</summary>
    private static double Clean(double value) => value == 0 ? 0 : double.Parse(value.ToString("G12"));
}
