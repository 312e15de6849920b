namespace StudyKit.Charts.Geometry;

/// <summary>Leaves out points that a picture cannot show: where many share a pixel column.</summary>
internal static class Thinning
{
    /// <summary>Thins out only series that have more points than this for each pixel of width.</summary>
    private const int Dense = 3;

    /// <summary>
    /// Which points to draw. In each pixel column first, lowest, highest and last remain, so no spike is lost; gaps
    /// stay gaps.
    /// </summary>
    public static int[] Kept(Frame frame, double[] x, double[] y)
    {
        if (x.Length <= Dense * frame.Plot.Width) return [.. Enumerable.Range(0, x.Length)];
        int[] columns = [.. x.Select(value => (int)Math.Floor(frame.PixelX(value)))];
        List<int> kept = [];
        for (int start = 0, end; start < x.Length; start = end)
        {
            end = start + 1;
            int low = start, high = start;
            while (end < x.Length && columns[end] == columns[start] && double.IsNaN(y[end]) == double.IsNaN(y[start]))
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                if (y[i] < y[low]) low = i;
                if (y[i] > y[high]) high = i;
            }

            kept.AddRange(new[] { start, low, high, end - 1 }.Distinct().Order());
        }

        return [.. kept];
    }
}
