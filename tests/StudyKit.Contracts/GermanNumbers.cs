using System.Globalization;

namespace StudyKit.Tests.Contracts;

/// <summary>
/// Sets the thread's culture to one with a decimal comma and points between the thousands, as de-DE has, until
/// disposed. Made by hand: where InvariantGlobalization is on, the runtime knows no cultures by name.
/// </summary>
internal sealed class GermanNumbers : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public GermanNumbers()
    {
        CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat = new NumberFormatInfo
        {
            NumberDecimalSeparator = ",",
            NumberGroupSeparator = ".",
            PercentDecimalSeparator = ",",
            PercentGroupSeparator = ".",
            NegativeSign = "~",
            NaNSymbol = "NaN (de)",
        };
        CultureInfo.CurrentCulture = german;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
