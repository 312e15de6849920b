using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Svg;

/// <summary>Where the data lie in pixels: for labels that should not cover them, and for names at the ends of lines.</summary>
internal static class PlotData
{
    /// <summary>A line's name stands at its end only when it ends within this share of the plot's right edge.</summary>
    private const double NearEdge = 0.05;

    /// <summary>Points close enough to each other that a label box between two of them still counts as covered.</summary>
    public static List<(double X, double Y)> Points(Frame frame, Figure figure)
    {
        List<(double X, double Y)> points = [];
        switch (figure)
        {
            case XyFigure xy:
                foreach (XySeries series in xy.AllSeries)
                {
                    foreach (List<(double X, double Y)> run in LinePath.Runs(LinePath.Points(frame, series.X, series.Y))) Dense(points, run, series.Kind == MarkKind.Line);
                    if (series.Kind != MarkKind.Points || series.Low is null) continue;
                    for (int i = 0; i < series.X.Length; i++) Upright(points, frame.PixelX(series.X[i]), frame.PixelY(series.Low[i]), frame.PixelY(series.High![i]));
                }

                break;
            case BarFigure { IsHorizontal: false } bar:
                foreach (BarSeries series in bar.AllSeries)
                {
                    for (int i = 0; i < series.Values.Length; i++)
                    {
                        double half = frame.Plot.Width / bar.CategoryNames.Length * 0.37;
                        for (double x = frame.PixelX(i) - half; x <= frame.PixelX(i) + half; x += 6)
                        {
                            double end = series.High is { } high && double.IsFinite(high[i]) ? high[i] : series.Values[i];
                            Upright(points, x, bar.DrawsDots ? frame.PixelY(series.Values[i]) : frame.Plot.Bottom, frame.PixelY(end) - 14);
                        }
                    }
                }

                break;
            case HistogramFigure histogram:
                Bins bins = Bins.For(histogram);
                foreach (Sample sample in histogram.Samples)
                {
                    double[] heights = bins.Heights(sample, histogram.IsShare);
                    for (int i = 0; i < bins.Count; i++) Upright(points, (frame.PixelX(bins.Edge(i)) + frame.PixelX(bins.Edge(i + 1))) / 2, frame.Plot.Bottom, frame.PixelY(heights[i]));
                }

                break;
        }

        return points;
    }

    /// <summary>The ends of the lines, when every line ends near the right edge; else <c>null</c>.</summary>
    public static List<EndLabel>? Ends(Frame frame, XyFigure figure, IReadOnlyList<SeriesStyle> styles)
    {
        List<EndLabel> ends = [];
        for (int i = 0; i < figure.AllSeries.Length; i++)
        {
            XySeries series = figure.AllSeries[i];
            int last = Array.FindLastIndex(series.Y, double.IsFinite);
            (double x, double y) = (frame.PixelX(series.X[last]), frame.PixelY(series.Y[last]));
            if (series.Kind != MarkKind.Line || series.X.Max() > series.X[last] || frame.Plot.Right - x > NearEdge * frame.Plot.Width) return null;
            if (y < frame.Plot.Y - 1 || y > frame.Plot.Bottom + 1 || x > frame.Plot.Right + 1) return null;
            ends.Add(new EndLabel(series.Name, styles[i].Color, x, y));
        }

        return ends;
    }

    private static void Dense(List<(double X, double Y)> points, List<(double X, double Y)> run, bool joined)
    {
        for (int i = 0; i < run.Count; i++)
        {
            points.Add(run[i]);
            if (!joined || i + 1 == run.Count) continue;
            int between = (int)Math.Min(200, Math.Max(Math.Abs(run[i + 1].X - run[i].X), Math.Abs(run[i + 1].Y - run[i].Y)) / 5);
            for (int step = 1; step <= between; step++)
            {
                double t = step / (between + 1d);
                points.Add((run[i].X + (t * (run[i + 1].X - run[i].X)), run[i].Y + (t * (run[i + 1].Y - run[i].Y))));
            }
        }
    }

    private static void Upright(List<(double X, double Y)> points, double x, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high)) return;
        for (double y = Math.Min(low, high); y <= Math.Max(low, high); y += 6) points.Add((x, y));
    }
}
