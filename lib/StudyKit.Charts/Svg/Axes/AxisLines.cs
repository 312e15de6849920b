using System.Text;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Axes;

/// <summary>Draws a light grid, a thin base line and the tick labels.</summary>
internal static class AxisLines
{
    public static void Draw(SvgCanvas canvas, Frame frame, YAxisLabels left, XAxisLabels below, bool verticalGrid,
        bool horizontalGrid, double? tickSize = null, bool leftLabels = true, bool belowLabels = true)
    {
        Rect plot = frame.Plot;
        StringBuilder grid = new();
        if (horizontalGrid)
        {
            foreach (Tick tick in left.Ticks)
            {
                grid.Append($"M{N(plot.X)} {N(frame.PixelY(tick.Value))}h{N(plot.Width)}");
            }
        }

        if (verticalGrid)
        {
            foreach (Tick tick in below.Ticks)
            {
                grid.Append($"M{N(frame.PixelX(tick.Value))} {N(plot.Y)}v{N(plot.Height)}");
            }
        }

        canvas.Open("grid");
        if (grid.Length > 0) canvas.Path(grid.ToString(), "stroke=\"currentColor\" stroke-width=\"1\"");
        canvas.Close();
        canvas.Open("axis");
        canvas.Path(BaseLines(frame, below), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\"");
        canvas.Close();
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(tickSize ?? canvas.Fonts.Tick)}\"");
        if (leftLabels) left.Draw(canvas, frame);
        if (belowLabels) below.Draw(canvas, plot.X, plot.Bottom);
        canvas.Close();
    }

    /// <summary>
    /// A line at the bottom (for lying bars at the left) with short ticks, and one at zero where zero lies inside.
    /// </summary>
    private static string BaseLines(Frame frame, XAxisLabels below)
    {
        Rect plot = frame.Plot;
        StringBuilder lines = new();
        if (frame.Y is CategoryScale)
        {
            double zero = frame.X is LinearScale && frame.X.From < 0 && frame.X.To > 0 ? frame.PixelX(0) : plot.X;
            return $"M{N(zero)} {N(plot.Y)}v{N(plot.Height)}";
        }

        bool zeroInside = frame.Y is LinearScale && frame.Y.From < 0 && frame.Y.To >= 0;
        if (zeroInside) lines.Append($"M{N(plot.X)} {N(frame.PixelY(0))}h{N(plot.Width)}");
        if (zeroInside && frame.X is CategoryScale) return lines.ToString();
        lines.Append($"M{N(plot.X)} {N(plot.Bottom)}h{N(plot.Width)}");
        if (frame.X is not CategoryScale)
        {
            foreach (Tick tick in below.Ticks) lines.Append($"M{N(frame.PixelX(tick.Value))} {N(plot.Bottom)}v4");
        }

        return lines.ToString();
    }
}
