using System.Globalization;

namespace StudyKit.Notebooks.Export;

/// <summary>Numbers, times and sizes as a reader wants them.</summary>
internal static class Quantity
{
    /// <summary>"1.2 s", "42 s", "3 min 05 s", "1 h 12 min".</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 9.95 => $"{seconds:0.0} s",
        < 59.5 => $"{seconds:0} s",
        < 3599.5 => $"{(int)(Math.Round(seconds) / 60)} min {(int)Math.Round(seconds) % 60:00} s",
        _ => $"{(int)(Math.Round(seconds / 60) / 60)} h {(int)Math.Round(seconds / 60) % 60:00} min",
    };

    /// <summary>A count with thin spaces between the thousands, which wrap no line.</summary>
    public static string Count(double value) => Math.Abs(value) < 10_000 ? value.ToString("0.##") : value.ToString("#,0", Grouped);

    /// <summary>Four significant digits; whole numbers as counts.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15) return Minus(Count(value));
        double size = Math.Abs(value);
        return Minus(size is >= 1e-3 and < 1e6 ? value.ToString("G4") is var text && text.Contains('E') ? Count(Math.Round(value)) : text : value.ToString("0.##E+0"));
    }

    /// <summary>Bytes as "4.2 MB".</summary>
    public static string Bytes(long bytes) => bytes < 1_000_000 ? $"{bytes / 1e3:0} kB" : $"{bytes / 1e6:0.0} MB";

    private static NumberFormatInfo Grouped { get; } = new() { NumberGroupSeparator = "\u202f" };

    private static string Minus(string text) => text.Replace('-', '−');
}
