using System.Globalization;
using System.Text;

namespace StudyKit.Contracts;

/// <summary>
/// Numbers as a reader wants them, the same in a terminal, a figure, a claim and a report, in every culture: the digits
/// that matter, thousands apart by commas, a real minus sign, powers of ten written out.
/// </summary>
public static class NumberText
{
    /// <summary>The digits of a value that stands alone.</summary>
    private const int UsualDigits = 4;

    /// <summary>More digits than this nobody writes by hand.</summary>
    private const int MostGivenDigits = 8;

    /// <summary>With so many digits no two doubles look alike.</summary>
    private const int AllDigits = 17;

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>
    /// A value with four significant digits: <c>0.0014</c>, <c>3.217</c>, <c>8,123</c>, <c>1.2×10⁻⁵</c>.
    /// </summary>
    /// <param name="value">Any value. Whole numbers below 10¹² are written in full.</param>
    public static string Of(double value) => Significant(value, UsualDigits);

    /// <summary>A value with the given significant digits; whole numbers below 10¹² in full.</summary>
    /// <param name="value">Any value; NaN and the infinities have words and signs of their own.</param>
    /// <param name="digits">How many, 1 to 17. Zeros at the end are left out.</param>
    public static string Significant(double value, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, AllDigits);
        if (double.IsNaN(value)) return "not a number";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        double size = Math.Abs(value);
        if (size < 1e12 && value == Math.Round(value)) return Plain(value, 0);
        if (size is >= 1e7 or < 1e-4) return Scientific(value, digits);
        return WithoutZeros(Plain(value, Decimals(size, digits)));
    }

    /// <summary>A value with a fixed number of decimals.</summary>
    /// <param name="value">A finite value.</param>
    /// <param name="decimals">How many digits after the point.</param>
    public static string Plain(double value, int decimals)
    {
        string text = Math.Abs(value).ToString(Format(value, decimals), CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? $"−{text}" : text;
    }

    /// <summary>A value as a number of one digit before the point and a power of ten: <c>1.2×10⁻⁵</c>.</summary>
    /// <param name="value">A finite value.</param>
    /// <param name="digits">How many significant digits, 1 to 17. Zeros at the end are left out.</param>
    public static string Scientific(double value, int digits)
    {
        if (value == 0) return "0";

        // The runtime rounds exactly; dividing by a power of ten would add an error of its own.
        string[] parts = Math.Abs(value).ToString($"E{digits - 1}", CultureInfo.InvariantCulture).Split('E');
        string power = PowerOfTen(int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        string mantissa = WithoutZeros(parts[0]), sign = value < 0 ? "−" : "";
        return mantissa == "1" ? $"{sign}{power}" : $"{sign}{mantissa}×{power}";
    }

    /// <summary>A power of ten: <c>10⁻³</c>.</summary>
    /// <param name="exponent">The exponent.</param>
    public static string PowerOfTen(int exponent)
    {
        StringBuilder text = new("10");
        if (exponent < 0) text.Append('⁻');
        foreach (char digit in Math.Abs(exponent).ToString(CultureInfo.InvariantCulture))
        {
            text.Append(Superscripts[digit - '0']);
        }

        return text.ToString();
    }

    /// <summary>
    /// A number that a person wrote down (a bound, a tolerance): in full where it has at most eight digits.
    /// </summary>
    /// <param name="value">Any value.</param>
    public static string Given(double value)
    {
        int digits = UsualDigits;
        while (digits < MostGivenDigits && Rounded(value, digits) != value) digits++;
        return Rounded(value, digits) == value ? Significant(value, digits) : Of(value);
    }

    /// <summary>
    /// A bound beside a rule: as <see cref="Given(double)"/> writes it, and with more digits where the rule would say
    /// something else of the shorter number.
    /// </summary>
    /// <param name="value">The exact bound.</param>
    /// <param name="rule">What the rule says with a bound.</param>
    public static string Given(double value, Func<double, bool> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        bool exact = rule(value);
        for (int digits = MostGivenDigits; digits <= AllDigits; digits++)
        {
            string text = digits == MostGivenDigits ? Given(value) : Significant(value, digits);
            double shown = digits == MostGivenDigits && Rounded(value, digits) != value
                ? Rounded(value, UsualDigits) : Rounded(value, digits);
            if (rule(shown) == exact) return text;
        }

        return Significant(value, AllDigits);
    }

    /// <summary>
    /// Values that stand side by side: four significant digits, and as many more as it takes until values that differ
    /// look different.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <returns>A text for each, in their order.</returns>
    public static string[] Apart(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int different = values.Distinct().Count();
        return WithDigits(
            digits => (string[])[.. values.Select(value => Significant(value, digits))],
            (texts, _) => texts.Distinct(StringComparer.Ordinal).Count() == different);
    }

    /// <summary>
    /// A measured value beside the rule that judges it: as many digits as it takes until the rule says of the number
    /// that is shown what it says of the exact one. So no reader sees "measured 100.2, at most 100.2: not supported".
    /// </summary>
    /// <param name="value">The exact value.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="beside">
    /// Numbers of the rule, written by <see cref="Given(double)"/>, that the value must not look like.
    /// </param>
    public static string Deciding(double value, Func<double, bool> rule, params double[] beside)
    {
        ArgumentNullException.ThrowIfNull(rule);
        bool exact = rule(value);
        string[] others = [.. beside.Where(other => other != value).Select(Given)];
        return WithDigits(
            digits => Significant(value, digits),
            (text, digits) => !others.Contains(text) && rule(Rounded(value, digits)) == exact);
    }

    private static T WithDigits<T>(Func<int, T> write, Func<T, int, bool> isEnough)
    {
        for (int digits = UsualDigits; ; digits++)
        {
            T text = write(digits);
            if (digits == AllDigits || isEnough(text, digits)) return text;
        }
    }

    /// <summary>The value that <see cref="Significant"/> shows.</summary>
    private static double Rounded(double value, int digits)
    {
        if (!double.IsFinite(value) || (Math.Abs(value) < 1e12 && value == Math.Round(value))) return value;
        double size = Math.Abs(value);
        string format = size is >= 1e7 or < 1e-4 ? $"E{digits - 1}" : $"F{Decimals(size, digits)}";
        return double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static int Decimals(double size, int digits) => Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));

    /// <summary>
    /// A pattern of zeros knows fifteen digits and hides the noise behind them; beyond that every digit counts.
    /// </summary>
    private static string Format(double value, int decimals)
    {
        int whole = Math.Abs(value) < 1 ? 1 : 1 + (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return whole + decimals > 15 ? $"N{decimals}" : $"#,0.{new string('0', decimals)}";
    }

    private static string WithoutZeros(string text) =>
        text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
