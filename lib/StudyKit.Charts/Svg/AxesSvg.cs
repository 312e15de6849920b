using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Lays out one figure with axes: title, legend or end labels, axis titles, labels, plot.</summary>
internal static class AxesSvg
{
    /// <summary>Names at line ends may take at most this share of the width.</summary>
    private const double MostForNames = 0.3;

    /// <summary>More lines than this get a legend.</summary>
    private const int MostEndLabels = 8;

    /// <summary>Draws the figure and returns its height.</summary>
    public static double Draw(SvgCanvas canvas, Figure figure, int width)
    {
        IAxes axes = (IAxes)figure;
        Fonts fonts = canvas.Fonts;
        PlotScales scales = PlotScales.For(figure);
        INamed[] series = [.. SeriesOf(figure)];
        SeriesStyle[] styles = Styles.For(series);
        bool swapped = figure is BarFigure { IsHorizontal: true };
        (string? bottomTitle, string? topTitle) = swapped ? (axes.Y.Title, axes.X.Title) : (axes.X.Title, ValueTitle(figure, axes));

        double y = Header.Title(canvas, figure.TitleText, width);
        bool atEnds = WantsEndLabels(figure, series, styles, scales, axes, fonts, width);
        if (!atEnds && series.Length > 1)
        {
            y = Header.Legend(canvas, [.. LegendEntry.Of(figure, styles)], 0, y, width);
        }

        y = TopTitle(canvas, topTitle, y, width) + 10;
        double height = PlotHeight(figure, width);
        YAxisLabels left = YAxisLabels.For(scales.Y, height, fonts.Tick, width * 0.38);
        double right = atEnds ? EndLabels.Width(EndNames(series, axes), fonts.Label) : swapped && scales.Y is CategoryScale ? 44 : 8;
        XAxisLabels below = XAxisLabels.For(scales.X, width - left.Width - right, fonts.Tick);
        double over = Math.Max(0, below.OverRight - right + 1);
        double start = Math.Max(left.Width, below.OverLeft);
        Rect plot = new(start, y, width - start - right - over, height);
        if (start > left.Width || over > 0) below = XAxisLabels.For(scales.X, plot.Width, fonts.Tick);

        Frame frame = new(plot, scales.X, scales.Y);
        Axes.Draw(canvas, frame, left, below, verticalGrid: swapped || figure is XyFigure { Kind: MarkKind.Points } || axes.X.Log, horizontalGrid: !swapped);
        Marks(canvas, frame, figure, styles);
        References.Lines(canvas, frame, axes, swapped);
        if (atEnds) EndLabels.Draw(canvas, AllEnds(frame, (XyFigure)figure, styles, axes), plot);
        References.Labels(canvas, frame, axes, PlotData.Points(frame, figure), swapped, atEnds);
        return BottomTitle(canvas, bottomTitle, plot, plot.Bottom + below.Height, width);
    }

    /// <summary>The named series of a figure.</summary>
    public static IEnumerable<INamed> SeriesOf(Figure figure) => figure switch
    {
        XyFigure xy => xy.AllSeries,
        BarFigure bar => bar.AllSeries,
        HistogramFigure histogram => histogram.Samples,
        _ => [],
    };

    /// <summary>What the y axis measures; a histogram says it by itself.</summary>
    public static string? ValueTitle(Figure figure, IAxes axes) =>
        axes.Y.Title ?? (figure is HistogramFigure histogram ? histogram.IsShare ? "share (%)" : "count" : null);

    /// <summary>Whether given ends of the axes may leave data outside.</summary>
    public static bool CutsData(IAxes axes) => (axes.X.From ?? axes.X.To ?? axes.Y.From ?? axes.Y.To) is not null;

    /// <summary>Draws the marks, inside a window when the axes cut the data.</summary>
    public static void Marks(SvgCanvas canvas, Frame frame, Figure figure, IReadOnlyList<SeriesStyle> styles)
    {
        bool cut = CutsData((IAxes)figure);
        if (cut) canvas.OpenWindow(frame.Plot);
        switch (figure)
        {
            case XyFigure xy: XyMarks.Draw(canvas, frame, xy.AllSeries, styles); break;
            case BarFigure bar: BarMarks.Draw(canvas, frame, bar, styles); break;
            case HistogramFigure histogram: HistogramMarks.Draw(canvas, frame, histogram, styles); break;
        }

        if (cut) canvas.CloseWindow();
    }

    /// <summary>Draws the title of the y axis, lying above the plot where it reads best, and returns where it ends.</summary>
    public static double TopTitle(SvgCanvas canvas, string? title, double y, double width)
    {
        if (title is null) return y;
        double size = canvas.Fonts.Label;
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        foreach (string line in TextWidth.Wrap(title, size, width))
        {
            y += size * 1.45;
            canvas.Text(line, 0, y);
        }

        canvas.Close();
        return y;
    }

    /// <summary>Draws the title of the x axis at the plot's right end and returns the height of the whole.</summary>
    public static double BottomTitle(SvgCanvas canvas, string? title, Rect plot, double y, double width)
    {
        if (title is null) return y + 4;
        double size = canvas.Fonts.Label;
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        foreach (string line in TextWidth.Wrap(title, size, width))
        {
            y += size * 1.4;
            double room = TextWidth.Of(line, size);
            if (room <= plot.Width) canvas.Text(line, plot.X + (plot.Width / 2), y, Anchor.Middle);
            else canvas.Text(line, Math.Min(plot.X, Math.Max(0, width - room)), y);
        }

        canvas.Close();
        return y + (size * 0.5);
    }

    private static double PlotHeight(Figure figure, int width)
    {
        bool narrow = width < Fonts.NarrowBelow;
        if (figure is BarFigure { IsHorizontal: true } bar)
        {
            // A lying bar has the thickness that a line of text needs.
            double each = Math.Max(26, (bar.AllSeries.Length * (bar.DrawsDots ? 13 : 17)) + 9);
            return bar.CategoryNames.Length * each;
        }

        return Math.Round(width * (narrow ? 0.6 : 0.42));
    }

    private static bool WantsEndLabels(Figure figure, INamed[] series, SeriesStyle[] styles, PlotScales scales, IAxes axes, Fonts fonts, int width)
    {
        if (figure is not XyFigure xy || series.Length + axes.References.Count is < 2 or > MostEndLabels) return false;
        double names = EndLabels.Width(EndNames(series, axes), fonts.Label);
        if (names > width * MostForNames) return false;
        Frame trial = new(new Rect(0, 0, width - names, PlotHeight(figure, width)), scales.X, scales.Y);
        return PlotData.Ends(trial, xy, styles) is not null;
    }

    private static IEnumerable<string> EndNames(INamed[] series, IAxes axes) =>
        [.. series.Select(one => one.Name), .. axes.References.Where(line => !line.Vertical).Select(line => line.Label)];

    private static List<EndLabel> AllEnds(Frame frame, XyFigure figure, IReadOnlyList<SeriesStyle> styles, IAxes axes) =>
    [
        .. PlotData.Ends(frame, figure, styles) ?? [],
        .. axes.References.Where(line => !line.Vertical).Select(line => new EndLabel(line.Label, "ink", frame.Plot.Right, frame.PixelY(line.Value))),
    ];
}
