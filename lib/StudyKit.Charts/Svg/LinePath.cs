using System.Text;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Turns points into path data: breaks at NaN, and thins out where many points share a pixel column.</summary>
internal static class LinePath
{
    /// <summary>Thins out only series that have more points than this for each pixel of width.</summary>
    private const int Dense = 3;

    /// <summary>The points of a line in pixels, thinned out where they are dense.</summary>
    public static List<(double X, double Y)> Points(Frame frame, double[] x, double[] y) =>
        [.. Kept(frame, x, y).Select(i => (frame.PixelX(x[i]), double.IsFinite(y[i]) ? frame.PixelY(y[i]) : double.NaN))];

    /// <summary>Which points to draw. In each pixel column first, lowest, highest and last remain, so no spike is lost; gaps stay gaps.</summary>
    public static int[] Kept(Frame frame, double[] x, double[] y)
    {
        if (x.Length <= Dense * frame.Plot.Width) return [.. Enumerable.Range(0, x.Length)];
        int[] columns = [.. x.Select(value => (int)Math.Floor(frame.PixelX(value)))];
        List<int> kept = [];
        for (int start = 0, end; start < x.Length; start = end)
        {
            end = start + 1;
            int low = start, high = start;
            while (end < x.Length && columns[end] == columns[start] && double.IsNaN(y[end]) == double.IsNaN(y[start])) end++;
            for (int i = start; i < end; i++)
            {
                if (y[i] < y[low]) low = i;
                if (y[i] > y[high]) high = i;
            }

            kept.AddRange(new[] { start, low, high, end - 1 }.Distinct().Order());
        }

        return [.. kept];
    }

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
        for (int i = 0; i < run.Count; i++) path.Append(i == 0 ? 'M' : i == 1 ? 'L' : ' ').Append(N(run[i].X)).Append(' ').Append(N(run[i].Y));
        return path.ToString();
    }
}
