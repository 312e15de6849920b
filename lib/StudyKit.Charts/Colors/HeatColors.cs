namespace StudyKit.Charts.Colors;

/// <summary>
/// Colour scales for heat, computed so that equal steps of value look like equal steps of colour.
/// Sequential: from dark indigo over teal to light yellow. Diverging: blue and vermillion that part at a light grey.
/// </summary>
internal static class HeatColors
{
    /// <summary>
    /// How many steps a scale has: odd, so that a diverging scale has a middle; finer than the eye tells apart in a
    /// cell.
    /// </summary>
    public const int Steps = 65;

    public static IReadOnlyList<Rgb> Sequential { get; } = Even(t => Oklab.ToRgb(
        0.26 + (0.67 * t),

        // The hue turns from indigo (295°) to yellow (105°); chroma is highest in the upper half, as screens allow.
        0.105 + (0.07 * t),
        295 - (190 * Math.Pow(t, 1.15))));

    public static IReadOnlyList<Rgb> Diverging { get; } =
    [
        .. Arm(hue: 250, chroma: 0.14).Reverse(),
        Middle,
        .. Arm(hue: 45, chroma: 0.15),
    ];

    private static Rgb Middle => Oklab.ToRgb(0.955, 0, 0);

    /// <summary>One arm without the middle. Both arms end at the same lightness, so neither looks stronger.</summary>
    private static Rgb[] Arm(double hue, double chroma)
    {
        const int count = Steps / 2;
        return [.. Enumerable.Range(1, count)
            .Select(i => Oklab.ToRgb(0.955 - (0.5 * i / count), chroma * i / count, hue))];
    }

    /// <summary>Steps of equal perceived length along a path through Oklab.</summary>
    private static Rgb[] Even(Func<double, Rgb> path)
    {
        const int fine = 1024;
        Rgb[] points = [.. Enumerable.Range(0, fine + 1).Select(i => path(i / (double)fine))];
        double[] length = new double[fine + 1];

        // Over sixteen points at a time, so that rounding to eight bits does not count as movement.
        for (int i = 1; i <= fine; i++)
        {
            int before = Math.Max(0, i - 16);
            length[i] =
                length[i - 1] + (Oklab.Distance(Oklab.From(points[i]), Oklab.From(points[before])) / (i - before));
        }

        return [.. Enumerable.Range(0, Steps).Select(step =>
        {
            int at = Array.FindIndex(length, value => value >= length[fine] * step / (Steps - 1));
            return points[at < 0 ? fine : at];
        })];
    }
}
