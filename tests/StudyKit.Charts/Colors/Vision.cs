using StudyKit.Charts.Colors;

namespace StudyKit.Tests.Charts.Colors;

/// <summary>
/// How colours are seen with a missing kind of cone: the matrices for full severity
/// of Machado, Oliveira and Fernandes (IEEE TVCG 15(6), 2009), applied to linear light.
/// </summary>
internal sealed record Vision(string Name, double[,] Matrix)
{
    public static Vision Usual { get; } = new("usual vision", new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });

    public static Vision Deuteranopia { get; } = new(
        "deuteranopia",
        new[,]
        {
            { 0.367322, 0.860646, -0.227968 },
            { 0.280085, 0.672501, 0.047413 },
            { -0.011820, 0.042940, 0.968881 },
        });

    public static Vision Protanopia { get; } = new(
        "protanopia",
        new[,]
        {
            { 0.152286, 1.052583, -0.204868 },
            { 0.114503, 0.786281, 0.099216 },
            { -0.003882, -0.048116, 1.051998 },
        });

    public Oklab See(Rgb color)
    {
        double r = Rgb.ToLinear(color.R), g = Rgb.ToLinear(color.G), b = Rgb.ToLinear(color.B);
        return Oklab.FromLinear(Row(0), Row(1), Row(2));
        double Row(int i) => Math.Clamp((Matrix[i, 0] * r) + (Matrix[i, 1] * g) + (Matrix[i, 2] * b), 0, 1);
    }
}
