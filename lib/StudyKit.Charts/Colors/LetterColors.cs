namespace StudyKit.Charts.Colors;

/// <summary>
/// The palette's colours for letters: darker on a light page and lighter on a dark one until they stand out from it by
/// 4.5:1 (WCAG 2.1, 1.4.3); of lines 3:1 is asked.
/// </summary>
internal static class LetterColors
{
    private const double Contrast = 4.5;

    /// <summary>The darkest of the light grounds that letters stand on, and the lightest of the dark ones.</summary>
    private static readonly Rgb LightGround = Rgb.Parse("#f7f5ef"), DarkGround = Rgb.Parse("#1e2125");

    /// <summary>A colour of the palette, for letters on a light and on a dark page.</summary>
    /// <param name="name">Its name in the palette.</param>
    public static (string Light, string Dark) Of(string name)
    {
        (_, string light, string dark) = Palette.Color(name);
        return (Shade(light, LightGround, Rgb.Parse("#000000")), Shade(dark, DarkGround, Rgb.Parse("#ffffff")));
    }

    /// <summary>One step at least: a host that maps colours to dark ones must tell letters from lines.</summary>
    private static string Shade(string color, Rgb ground, Rgb towards)
    {
        const double step = 0.02;
        double share = step;
        while (Rgb.Contrast(Rgb.Mix(Rgb.Parse(color), towards, share), ground) < Contrast) share += step;
        return Rgb.Mix(Rgb.Parse(color), towards, share).Hex;
    }
}
