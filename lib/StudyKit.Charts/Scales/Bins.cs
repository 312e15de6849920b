using StudyKit.Charts.Model;

namespace StudyKit.Charts.Scales;

/// <summary>Equal bins with round edges, the same for all samples of a histogram.</summary>
internal sealed class Bins
{
    private readonly double _first;
    private readonly double _width;

    private Bins(double first, double width, int count) => (_first, _width, Count) = (first, width, count);

    public int Count { get; }

    /// <summary>
    /// As many bins as were asked for, or as Freedman and Diaconis' rule gives (width 2·IQR·n^(-1/3), 1981), 5 to 60;
    /// then the width is moved to 1, 2 or 5 × 10ⁿ so that the edges are round.
    /// </summary>
    public static Bins For(HistogramFigure figure)
    {
        double[] all = [.. figure.Samples.SelectMany(sample => sample.Values).Order()];
        (double low, double high) = (all[0], all[^1]);
        if (low == high) return new Bins(low - 0.5, 1, 1);
        int wished = figure.BinCount ?? Wished(all, high - low);
        bool whole = all.All(double.IsInteger);
        double width = LinearScale.Step(low, high, wished);

        // Whole numbers stand in the middle of their bins; a finer bin could hold none.
        if (whole) return Whole(low, high, Math.Max(1, Math.Round(width)));
        double first = Math.Floor((low / width) + 1e-9) * width;

        // A value on the last edge belongs to the last bin.
        int count = Math.Max(1, (int)Math.Ceiling(((high - first) / width) - 1e-9));
        return new Bins(first, width, count);
    }

    private static Bins Whole(double low, double high, double width)
    {
        double first = (Math.Floor(low / width) * width) - 0.5;
        return new Bins(first, width, (int)Math.Ceiling((high + 0.5 - first) / width));
    }

    public double Edge(int index) => Math.Round(_first + (index * _width), 12);

    /// <summary>Counts, or per cent of the sample, for each bin.</summary>
    public double[] Heights(Sample sample, bool share)
    {
        double[] heights = new double[Count];
        foreach (double value in sample.Values)
        {
            heights[Math.Clamp((int)Math.Floor(((value - _first) / _width) + 1e-9), 0, Count - 1)]++;
        }

        return share ? [.. heights.Select(height => 100 * height / sample.Values.Length)] : heights;
    }

    private static int Wished(double[] sorted, double range)
    {
        double quartiles = sorted[(int)(0.75 * (sorted.Length - 1))] - sorted[(int)(0.25 * (sorted.Length - 1))];
        double width = 2 * quartiles / Math.Cbrt(sorted.Length);
        return width <= 0 ? 20 : (int)Math.Clamp(Math.Ceiling(range / width), 5, 60);
    }
}
