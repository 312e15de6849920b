using System.Text;
using StudyKit.Charts.Geometry;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Drawing;

/// <summary>Turns points into path data, broken at NaN.</summary>
internal static class LinePath
{
    /// <summary>The points of a line in pixels, thinned out where they are dense.</summary>
    public static List<(double X, double Y)> Points(Frame frame, double[] x, double[] y) =>
        [.. Thinning.Kept(
            frame, x, y).Select(i => (frame.PixelX(x[i]), double.IsFinite(y[i]) ? frame.PixelY(y[i]) : double.NaN))];

    /// <summary>The runs between gaps.</summary>
    public static List<List<(double X, double Y)>> Runs(IEnumerable<(double X, double Y)> points)
    {
        List<List<(double X, double Y)>> runs = [];
        bool open = false;
        foreach ((double X, double Y) point in points)
        {
            if (double.IsNaN(point.Y))
            {
                open = false;
                continue;
            }

            if (!open) runs.Add([]);
            open = true;
            runs[^1].Add(point);
        }

        return runs;
    }

    /// <summary>A run as path data.</summary>
    public static string Data(IReadOnlyList<(double X, double Y)> run)
    {
        StringBuilder path = new();
        for (int i = 0; i < run.Count; i++)
        {
            path.Append(i == 0 ? 'M' : i == 1 ? 'L' : ' ').Append(N(run[i].X)).Append(' ').Append(N(run[i].Y));
        }

        return path.ToString();
    }
}
