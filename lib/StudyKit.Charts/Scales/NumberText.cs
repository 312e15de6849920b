using System.Globalization;
using System.Text;

namespace StudyKit.Charts.Scales;

/// <summary>Numbers as a reader wants them: sensible digits, a real minus sign, thousands apart, powers of ten written out.</summary>
internal static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A value with four significant digits; whole numbers below 10¹² in full.</summary>
    public static string Short(double value) => Significant(value, 4);

    /// <summary>A value with the given significant digits; whole numbers below 10¹² in full.</summary>
    public static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value)) return "";
        double size = Math.Abs(value);
        if (size < 1e12 && value == Math.Round(value)) return Plain(value, 0);
        if (size is >= 1e7 or < 1e-4) return Scientific(value, digits);
        int decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));
        string text = Plain(value, decimals);
        return decimals > 0 ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A value with a fixed number of decimals.</summary>
    public static string Plain(double value, int decimals)
    {
        string text = Math.Abs(value).ToString($"#,0.{new string('0', decimals)}", CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? $"−{text}" : text;
    }

    /// <summary>A power of ten: 10⁻³.</summary>
    public static string PowerOfTen(int exponent)
    {
        StringBuilder text = new("10");
        if (exponent < 0) text.Append('⁻');
        foreach (char digit in Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)) text.Append(Superscripts[digit - '0']);
        return text.ToString();
    }

    /// <summary>Labels for evenly spaced ticks: all with the decimals that the step needs, or all with one power of ten.</summary>
    public static string[] Labels(IReadOnlyList<double> ticks, double step)
    {
        double largest = ticks.Count == 0 ? 0 : ticks.Max(Math.Abs);
        int stepExponent = (int)Math.Floor(Math.Log10(step) + 1e-9);
        if (largest >= 1e6)
        {
            (double unit, string suffix) = largest >= 1e12 ? (0d, "") : largest >= 1e9 ? (1e9, "G") : (1e6, "M");
            if (unit == 0) return [.. ticks.Select(tick => tick == 0 ? "0" : Scientific(tick, 3))];
            int shown = Math.Max(0, (int)Math.Log10(unit) - stepExponent);
            return [.. ticks.Select(tick => tick == 0 ? "0" : $"{Plain(tick / unit, shown)}{suffix}")];
        }

        return largest < 1e-4
            ? [.. ticks.Select(tick => tick == 0 ? "0" : Scientific(tick, 3))]
            : [.. ticks.Select(tick => Plain(tick, Math.Max(0, -stepExponent)))];
    }

    /// <summary>Values that are compared with each other: three digits for the largest, the same decimals for all.</summary>
    public static string[] Alike(IReadOnlyList<double> values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (largest is >= 1e12 or < 1e-4) return [.. values.Select(value => Significant(value, 3))];
        (double unit, string suffix) = largest >= 1e9 ? (1e9, "G") : largest >= 1e6 ? (1e6, "M") : (1, "");
        double[] scaled = [.. values.Select(value => value / unit)];
        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(largest / unit)), 0, 6);
        while (decimals > 0 && scaled.Where(double.IsFinite).All(value => Math.Abs(value - Math.Round(value, decimals - 1)) < Math.Pow(10, -decimals) * 1e-6)) decimals--;
        return [.. scaled.Select(value => !double.IsFinite(value) ? "" : value == 0 ? "0" : Plain(value, decimals) + suffix)];
    }

    private static string Scientific(double value, int digits)
    {
        if (value == 0) return "0";
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        double mantissa = Math.Round(value / Math.Pow(10, exponent), digits - 1);
        if (Math.Abs(mantissa) >= 10)
        {
            mantissa /= 10;
            exponent++;
        }

        string power = PowerOfTen(exponent);
        string text = Plain(mantissa, digits - 1);
        if (digits > 1) text = text.TrimEnd('0').TrimEnd('.');
        return text == "1" ? power : text == "−1" ? $"−{power}" : $"{text}×{power}";
    }
}
