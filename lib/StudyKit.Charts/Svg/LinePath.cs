using System.Text;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Turns points into path data: breaks at NaN, and thins out where many points share a pixel column.</summary>
internal static class LinePath
{
    /// <summary>Thins out only series that have more points than this for each pixel of width.</summary>
    private const int Dense = 3;

    /// <summary>The points of a line as they will be drawn. In each pixel column first, lowest, highest and last remain, so no spike is lost.</summary>
    public static List<(double X, double Y)> Points(Frame frame, double[] x, double[] y)
    {
        (double X, double Y)[] all = [.. x.Zip(y, (a, b) => (frame.PixelX(a), double.IsFinite(b) ? frame.PixelY(b) : double.NaN))];
        if (all.Length <= Dense * frame.Plot.Width) return [.. all];
        List<(double X, double Y)> kept = [];
        int start = 0;
        while (start < all.Length)
        {
            int end = start + 1;
            bool gap = double.IsNaN(all[start].Y);
            while (end < all.Length && Math.Floor(all[end].X) == Math.Floor(all[start].X) && double.IsNaN(all[end].Y) == gap) end++;
            int low = start, high = start;
            for (int i = start; i < end; i++)
            {
                if (all[i].Y < all[low].Y) low = i;
                if (all[i].Y > all[high].Y) high = i;
            }

            kept.AddRange(new[] { start, low, high, end - 1 }.Distinct().Order().Select(i => all[i]));
            start = end;
        }

        return kept;
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
