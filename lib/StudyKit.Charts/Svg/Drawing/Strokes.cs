using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Drawing;

/// <summary>Dashes and markers as SVG.</summary>
internal static class Strokes
{
    /// <summary>The attribute for a dash; none for an unbroken line.</summary>
    public static string Dashes(Dash dash) => dash switch
    {
        Dash.Dashed => " stroke-dasharray=\"7 3.5\"",
        Dash.Dotted => " stroke-dasharray=\"1.8 3\"",
        Dash.DashDot => " stroke-dasharray=\"8 3 2 3\"",
        _ => "",
    };

    /// <summary>A marker's outline around a point; all shapes cover about the same area.</summary>
    public static string Marker(Marker marker, double x, double y, double r) => marker switch
    {
        Charts.Marker.Square => $"M{N(x - (0.88 * r))} {N(y - (0.88 * r))}h{N(1.76 * r)}v{N(1.76 * r)}h{N(-1.76 * r)}z",
        Charts.Marker.Triangle => $"M{N(x)} {N(y - (1.25 * r))}l{N(1.15 * r)} {N(2 * r)}h{N(-2.3 * r)}z",
        Charts.Marker.TriangleDown => $"M{N(x)} {N(y + (1.25 * r))}l{N(1.15 * r)} {N(-2 * r)}h{N(-2.3 * r)}z",
        Charts.Marker.Diamond => $"M{N(x)} {N(y - (1.3 * r))}l{N(1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} " +
            $"{N(1.3 * r)}l{N(-1.3 * r)} {N(-1.3 * r)}z",
        Charts.Marker.Cross => $"M{N(x - r)} {N(y - (1.5 * r))}l{N(r)} {N(r)} {N(r)} {N(-r)} {N(0.5 * r)} " +
            $"{N(0.5 * r)} {N(-r)} {N(r)} {N(r)} {N(r)} {N(-0.5 * r)} {N(0.5 * r)} {N(-r)} {N(-r)} {N(-r)} {N(r)} " +
            $"{N(-0.5 * r)} {N(-0.5 * r)} {N(r)} {N(-r)} {N(-r)} {N(-r)}z",
        _ => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
    };
}
