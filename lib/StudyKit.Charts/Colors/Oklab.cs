namespace StudyKit.Charts.Colors;

/// <summary>
/// A colour in Oklab (B. Ottosson, 2020), where equal distances look about equally different:
/// L lightness 0 to 1, A green to red, B blue to yellow.
/// </summary>
internal readonly record struct Oklab(double L, double A, double B)
{
    /// <summary>The distance between two colours, times 100: 2 is just noticeable, 10 is plain.</summary>
    public static double Distance(Oklab x, Oklab y) =>
        100 * Math.Sqrt(((x.L - y.L) * (x.L - y.L)) + ((x.A - y.A) * (x.A - y.A)) + ((x.B - y.B) * (x.B - y.B)));

    public static Oklab From(Rgb color) =>
        FromLinear(Rgb.ToLinear(color.R), Rgb.ToLinear(color.G), Rgb.ToLinear(color.B));

    public static Oklab FromLinear(double r, double g, double b)
    {
        double l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        double m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        double s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new Oklab(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>
    /// The colour of a lightness, chroma and hue (degrees); chroma is lowered until a screen can show it.
    /// </summary>
    public static Rgb ToRgb(double lightness, double chroma, double hue)
    {
        double angle = hue * Math.PI / 180;
        while (true)
        {
            (double r, double g, double b) =
                new Oklab(lightness, chroma * Math.Cos(angle), chroma * Math.Sin(angle)).ToLinear();
            if (Math.Min(r, Math.Min(g, b)) >= -1e-4 && Math.Max(r, Math.Max(g, b)) <= 1.0001)
            {
                return new Rgb(Channel(r), Channel(g), Channel(b));
            }

            chroma *= 0.98;
        }
    }

    private (double R, double G, double B) ToLinear()
    {
        double l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
        double m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
        double s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static double Cube(double value) => value * value * value;

    private static byte Channel(double linear)
    {
        double value = Math.Clamp(linear, 0, 1);
        double share = value <= 0.0031308 ? 12.92 * value : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * share, MidpointRounding.AwayFromZero);
    }
}
