namespace StudyKit.Papers;

/// <summary>Numbers as a reader wants them in claims and tables: three or four digits, thousands separated.</summary>
internal static class NumberText
{
    public static string Format(double value) => value switch
    {
        _ when double.IsNaN(value) => "not a number",
        _ when double.IsPositiveInfinity(value) => "∞",
        _ when double.IsNegativeInfinity(value) => "−∞",
        0 => "0",
        _ when value == Math.Round(value) && Math.Abs(value) < 1e15 => value.ToString("N0").Replace("-", "−", StringComparison.Ordinal),
        _ when Math.Abs(value) < 1e-3 => value.ToString("0.0e+0").Replace("e-", "e−", StringComparison.Ordinal).Replace("-", "−", StringComparison.Ordinal),
        _ when Math.Abs(value) < 1 => value.ToString("0.###").Replace("-", "−", StringComparison.Ordinal),
        _ when Math.Abs(value) < 100 => value.ToString("0.##").Replace("-", "−", StringComparison.Ordinal),
        _ => value.ToString("N0").Replace("-", "−", StringComparison.Ordinal),
    };
}
