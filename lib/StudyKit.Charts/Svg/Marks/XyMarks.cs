using System.Text;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Marks;

/// <summary>Draws lines with bands and points with error bars.</summary>
internal sealed class XyMarks(XyFigure figure) : FigureMarks
{
    /// <summary>More points than this are drawn smaller and half-transparent.</summary>
    private const int Many = 80;

    /// <summary>More points than this are drawn as dots without a shape.</summary>
    private const int Cloud = 800;

    public override void Draw(SvgCanvas canvas, Frame frame, IReadOnlyList<SeriesStyle> styles)
    {
        XySeries[] series = figure.AllSeries;

        // All bands first, so that no band covers a line.
        for (int i = 0; i < series.Length; i++) Band(canvas, frame, series[i], styles[i]);
        for (int i = 0; i < series.Length; i++)
        {
            canvas.Open(styles[i].Color);
            if (series[i].Kind == MarkKind.Line) Line(canvas, frame, series[i], styles[i]);
            else
            {
                Points(canvas, frame, series[i], styles[i], series.Where(one => one.Kind == MarkKind.Points)
                    .Sum(one => one.X.Length));
            }

            canvas.Close();
        }
    }

    public override Swatch SwatchOf(int series) => figure.AllSeries[series] switch
    {
        { Kind: MarkKind.Points } => Swatch.Points,
        { ShowsEachPoint: true } => Swatch.MarkedLine,
        _ => Swatch.Line,
    };

    public override IReadOnlyList<(double X, double Y)> Places(Frame frame)
    {
        List<(double X, double Y)> places = [];
        foreach (XySeries series in figure.AllSeries)
        {
            foreach (List<(double X, double Y)> run in LinePath.Runs(LinePath.Points(frame, series.X, series.Y)))
            {
                places.AddRange(Dense(run, series.Kind == MarkKind.Line));
            }

            if (series.Kind != MarkKind.Points || series.Low is null) continue;
            for (int i = 0; i < series.X.Length; i++)
            {
                places.AddRange(Upright(
                    frame.PixelX(series.X[i]), frame.PixelY(series.Low[i]), frame.PixelY(series.High![i])));
            }
        }

        return places;
    }

    private static IEnumerable<(double X, double Y)> Dense(List<(double X, double Y)> run, bool joined)
    {
        for (int i = 0; i < run.Count; i++)
        {
            yield return run[i];
            if (!joined || i + 1 == run.Count) continue;
            (double dx, double dy) = (run[i + 1].X - run[i].X, run[i + 1].Y - run[i].Y);
            int between = (int)Math.Min(200, Math.Max(Math.Abs(dx), Math.Abs(dy)) / 5);
            for (int step = 1; step <= between; step++)
            {
                double t = step / (between + 1d);
                yield return (run[i].X + (t * dx), run[i].Y + (t * dy));
            }
        }
    }

    private static void Band(SvgCanvas canvas, Frame frame, XySeries series, SeriesStyle style)
    {
        if (series.Low is null || series.High is null || series.Kind != MarkKind.Line || series.X.Length == 1) return;
        bool[] known = [.. series.Low.Zip(series.High, (low, high) => double.IsFinite(low) && double.IsFinite(high))];
        double[] lows = Masked(series.Low, known), highs = Masked(series.High, known);
        StringBuilder path = new();
        List<List<(double X, double Y)>> lower = LinePath.Runs(LinePath.Points(frame, series.X, lows));
        List<List<(double X, double Y)>> upper = LinePath.Runs(LinePath.Points(frame, series.X, highs));
        for (int run = 0; run < lower.Count; run++)
        {
            path.Append(LinePath.Data([.. upper[run], .. Enumerable.Reverse(lower[run])])).Append('z');
        }

        canvas.Open(style.Color);
        canvas.Path(path.ToString(), "fill=\"currentColor\" fill-opacity=\".2\"");
        canvas.Close();
    }

    private static void Line(SvgCanvas canvas, Frame frame, XySeries series, SeriesStyle style)
    {
        List<List<(double X, double Y)>> runs = LinePath.Runs(LinePath.Points(frame, series.X, series.Y));
        StringBuilder path = new();
        foreach (List<(double X, double Y)> run in runs.Where(run => run.Count > 1)) path.Append(LinePath.Data(run));
        if (path.Length > 0)
        {
            canvas.Path(path.ToString(), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.9\" " +
                $"stroke-linejoin=\"round\"{Strokes.Dashes(style.Dash)}");
        }

        // A value between two gaps has no line to lie on: without a dot it would vanish.
        bool each = series.ShowsEachPoint;
        Shapes(canvas, style, runs.Where(run => each || run.Count == 1).SelectMany(run => run), each ? 3 : 2);
        if (series.X.Length == 1) Errors(canvas, frame, series);
    }

    private static void Points(SvgCanvas canvas, Frame frame, XySeries series, SeriesStyle style, int all)
    {
        Errors(canvas, frame, series);
        (double X, double Y)[] points = [.. series.X
            .Zip(series.Y, (x, y) => (frame.PixelX(x), double.IsFinite(y) ? frame.PixelY(y) : double.NaN))
            .Where(point => !double.IsNaN(point.Item2))];
        if (points.Length > Cloud)
        {
            // A cloud is one path of dots, and dots on the same half pixel are one dot: it stays small however many
            // there are.
            string dots = string.Concat(points.Select(point => $"M{N(Math.Round(point.X * 2) / 2)} " +
                $"{N(Math.Round(point.Y * 2) / 2)}h0").Distinct());
            canvas.Path(
                dots, "stroke=\"currentColor\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-opacity=\".6\"");
            return;
        }

        Shapes(canvas, style, points, all > Many ? 2.7 : 3.4, all > Many);
    }

    private static void Shapes(
        SvgCanvas canvas, SeriesStyle style, IEnumerable<(double X, double Y)> points, double radius,
        bool translucent = false)
    {
        // Half-transparent marks must be elements of their own to add up where they lie on each other.
        if (translucent)
        {
            canvas.Raw("<g fill=\"currentColor\" fill-opacity=\".55\">");
            foreach ((double x, double y) in points)
            {
                canvas.Raw($"<path d=\"{Strokes.Marker(style.Marker, x, y, radius)}\"/>");
            }

            canvas.Raw("</g>\n");
            return;
        }

        string path = string.Concat(points.Select(point => Strokes.Marker(style.Marker, point.X, point.Y, radius)));
        if (path.Length > 0) canvas.Path(path, "fill=\"currentColor\"");
    }

    private static void Errors(SvgCanvas canvas, Frame frame, XySeries series)
    {
        if (series.Low is null || series.High is null) return;
        StringBuilder path = new();
        for (int i = 0; i < series.X.Length; i++)
        {
            ErrorBar(path, frame.PixelX(series.X[i]), frame.PixelY(series.Low[i]), frame.PixelY(series.High[i]));
        }

        if (path.Length > 0) canvas.Path(path.ToString(), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.3\"");
    }

    /// <summary>A vertical error bar with short caps; nothing when an end is missing.</summary>
    public static void ErrorBar(StringBuilder path, double x, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high)) return;
        path.Append($"M{N(x - 3.5)} {N(low)}h7m-3.5 0V{N(high)}m-3.5 0h7");
    }

    private static double[] Masked(
        double[] values, bool[] known) => [.. values.Zip(known, (value, keep) => keep ? value : double.NaN)];
}
