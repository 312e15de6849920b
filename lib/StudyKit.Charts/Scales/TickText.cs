using StudyKit.Contracts;

namespace StudyKit.Charts.Scales;

/// <summary>Numbers that stand in one row of a picture: written alike, as the row is read as one.</summary>
internal static class TickText
{
    /// <summary>
    /// Labels for evenly spaced ticks: all with the decimals that the step needs, or all with one power of ten.
    /// </summary>
    public static string[] Labels(IReadOnlyList<double> ticks, double step)
    {
        double largest = ticks.Count == 0 ? 0 : ticks.Max(Math.Abs);
        int stepExponent = (int)Math.Floor(Math.Log10(step) + 1e-9);
        if (largest >= 1e6)
        {
            (double unit, string suffix) = largest >= 1e12 ? (0d, "") : largest >= 1e9 ? (1e9, "G") : (1e6, "M");
            if (unit == 0) return [.. ticks.Select(tick => NumberText.Scientific(tick, 3))];
            int shown = Math.Max(0, (int)Math.Log10(unit) - stepExponent);
            return [.. ticks.Select(tick => tick == 0 ? "0" : $"{NumberText.Plain(tick / unit, shown)}{suffix}")];
        }

        return largest < 1e-4
            ? [.. ticks.Select(tick => NumberText.Scientific(tick, 3))]
            : [.. ticks.Select(tick => NumberText.Plain(tick, Math.Max(0, -stepExponent)))];
    }

    /// <summary>
    /// Values that are compared with each other: three digits for the largest, the same decimals for all; nothing for a
    /// value that is missing.
    /// </summary>
    public static string[] Alike(IReadOnlyList<double> values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (largest is >= 1e12 or < 1e-4)
        {
            return [.. values.Select(value => double.IsFinite(value) ? NumberText.Significant(value, 3) : "")];
        }

        (double unit, string suffix) = largest >= 1e9 ? (1e9, "G") : largest >= 1e6 ? (1e6, "M") : (1, "");
        double[] scaled = [.. values.Select(value => value / unit)];
        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(largest / unit)), 0, 6);
        while (decimals > 0 && scaled.Where(double.IsFinite).All(value => IsShown(value, decimals - 1))) decimals--;
        return [.. scaled.Select(
            value => !double.IsFinite(value) ? "" : value == 0 ? "0" : NumberText.Plain(value, decimals) + suffix)];
    }

    /// <summary>Whether so many decimals show a value as exactly as one decimal more would.</summary>
    private static bool IsShown(double value, int decimals) =>
        Math.Abs(value - Math.Round(value, decimals)) < Math.Pow(10, -decimals - 1) * 1e-6;
}
