using StudyKit.Charts.Ends;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Names;

/// <summary>Draws names beside the ends of lines, each with a leader in the colour of its line.</summary>
internal static class EndNames
{
    public static void Draw(SvgCanvas canvas, IReadOnlyList<EndLabel> labels, Rect plot)
    {
        double size = canvas.Fonts.Label;
        EndLabel[] ordered = [.. labels.OrderBy(label => label.Y)];
        double[] places = EndLabels.Spread(
            [.. ordered.Select(label => label.Y)], size * 1.25, plot.Y, plot.Bottom);
        for (int i = 0; i < ordered.Length; i++)
        {
            EndLabel label = ordered[i];
            canvas.Open(label.Color);
            canvas.Path(
                $"M{N(label.X + 2)} {N(label.Y)}L{N(plot.Right + 4)} {N(label.Y)}" +
                $"L{N(plot.Right + EndLabels.Leader - 2)} {N(places[i])}",
                "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\"");
            canvas.Close();
            canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
            canvas.Text(label.Text, plot.Right + EndLabels.Leader + 1, places[i] + (size * 0.35));
            canvas.Close();
        }
    }
}
