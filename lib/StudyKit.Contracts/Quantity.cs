using System.Globalization;

namespace StudyKit.Contracts;

/// <summary>
/// Counts, times and sizes as a reader wants them, the same in a terminal and in a report, in every culture.
/// </summary>
public static class Quantity
{
    /// <summary>A count: <c>12,364</c>.</summary>
    /// <param name="count">How many.</param>
    public static string Count(long count) => NumberText.Plain(count, 0);

    /// <summary>A count with what is counted: <c>1 cell</c>, <c>12,364 cells</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The name of one.</param>
    /// <param name="many">The name of several; by default an s is added.</param>
    public static string Count(long count, string one, string? many = null) =>
        $"{Count(count)} {(count == 1 ? one : many ?? $"{one}s")}";

    /// <summary>
    /// A duration in at most two units: <c>0.8 s</c>, <c>12 s</c>, <c>2 min 5 s</c>, <c>2 h 5 min</c>.
    /// </summary>
    /// <param name="seconds">Seconds, at least 0; anything else is <c>unknown</c>.</param>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0) return "unknown";
        if (seconds < 9.95) return $"{seconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
        double whole = Math.Round(seconds, MidpointRounding.AwayFromZero);
        if (whole < 60) return $"{Count((long)whole)} s";
        if (whole < 3600) return Two((long)whole, "min", "s");
        return whole < 1e15 ? Two((long)Math.Round(whole / 60, MidpointRounding.AwayFromZero), "h", "min") : "unknown";
    }

    /// <inheritdoc cref="Duration(double)"/>
    /// <param name="time">The duration.</param>
    public static string Duration(TimeSpan time) => Duration(time.TotalSeconds);

    /// <summary>A size in decimal units: <c>640 kB</c>, <c>4.2 MB</c>, <c>1.3 GB</c>.</summary>
    /// <param name="bytes">How many bytes, at least 0.</param>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => Count(bytes, "byte"),
        < 999_500 => $"{NumberText.Plain(bytes / 1e3, 0)} kB",
        < 999_950_000 => $"{NumberText.Plain(bytes / 1e6, 1)} MB",
        _ => $"{NumberText.Plain(bytes / 1e9, 1)} GB",
    };

    private static string Two(long smaller, string large, string small)
    {
        string whole = $"{Count(smaller / 60)} {large}";
        return smaller % 60 == 0 ? whole : $"{whole} {smaller % 60} {small}";
    }
}
