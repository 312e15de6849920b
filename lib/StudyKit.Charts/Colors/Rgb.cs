using System.Globalization;

namespace StudyKit.Charts.Colors;

/// <summary>A colour in sRGB with eight bits a channel, and what contrast and vision need to know about it.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public string Hex => $"#{R:x2}{G:x2}{B:x2}";

    /// <summary>Relative luminance as WCAG 2 defines it, 0 (black) to 1 (white).</summary>
    public double Luminance => (0.2126 * ToLinear(R)) + (0.7152 * ToLinear(G)) + (0.0722 * ToLinear(B));

    public static Rgb Parse(string hex)
    {
        ReadOnlySpan<char> digits = hex.AsSpan(1);
        return new Rgb(Channel(digits[..2]), Channel(digits[2..4]), Channel(digits[4..6]));
        static byte Channel(ReadOnlySpan<char> text) =>
            byte.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>Contrast ratio as WCAG 2 defines it, 1 (none) to 21 (black on white).</summary>
    public static double Contrast(Rgb a, Rgb b)
    {
        (double light, double dark) = (Math.Max(a.Luminance, b.Luminance), Math.Min(a.Luminance, b.Luminance));
        return (light + 0.05) / (dark + 0.05);
    }

    /// <summary>
    /// The colour a share <paramref name="t"/> of the way from <paramref name="a"/> to <paramref name="b"/>.
    /// </summary>
    public static Rgb Mix(Rgb a, Rgb b, double t) => new(Blend(a.R, b.R, t), Blend(a.G, b.G, t), Blend(a.B, b.B, t));

    /// <summary>A channel as linear light, 0 to 1 (IEC 61966-2-1).</summary>
    public static double ToLinear(byte channel)
    {
        double share = channel / 255d;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static byte Blend(byte a, byte b, double t) =>
        (byte)Math.Round(a + ((b - a) * t), MidpointRounding.AwayFromZero);
}
