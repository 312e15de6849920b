using System.Globalization;

namespace StudyKit.Runtime;

/// <summary>Numbers and durations as a reader wants them. Culture-invariant.</summary>
public static class Readable
{
    /// <summary>Four significant digits, with thousands separators from 1,000 on: <c>0.03125</c>, <c>3.217</c>, <c>8,123</c>.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (!double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        if (size >= 1e9 || (size > 0 && size < 1e-4)) return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        if (size >= 1000) return value.ToString("#,0", CultureInfo.InvariantCulture);
        return value.ToString(size >= 100 ? "0.#" : size >= 10 ? "0.##" : size >= 1 ? "0.###" : "0.#####", CultureInfo.InvariantCulture);
    }

    /// <summary>A duration in at most two units: <c>0.8 s</c>, <c>12 s</c>, <c>1 min 28 s</c>, <c>2 h 5 min</c>.</summary>
    /// <param name="seconds">Seconds, at least 0.</param>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0) return "unknown";
        if (seconds < 9.95) return seconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
        long whole = (long)Math.Round(seconds);
        if (whole < 60) return $"{whole} s";
        if (whole < 3600) return whole % 60 == 0 ? $"{whole / 60} min" : $"{whole / 60} min {whole % 60} s";
        long minutes = (whole + 30) / 60;
        return minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";
    }
}
