using StudyKit.Charts.Ends;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Marks;
using StudyKit.Charts.Svg.Names;

namespace StudyKit.Charts.Svg.Axes;

/// <summary>Lays out one figure with axes: title, legend or end labels, axis titles, labels, plot.</summary>
internal sealed class AxesPicture(IScaledAxes axes, FigureMarks marks, string? title) : FigurePicture, IPanelPicture
{
    public string? TopTitle => axes.ValuesRunAcross ? axes.X.Title : axes.ValueTitle;

    public string? BottomTitle => axes.ValuesRunAcross ? axes.ValueTitle : axes.X.Title;

    public double NarrowestPanel => 150;

    private bool Swapped => axes.ValuesRunAcross;

    public override double Draw(SvgCanvas canvas, int width)
    {
        Fonts fonts = canvas.Fonts;
        PlotScales scales = PlotScales.For(axes);
        SeriesStyle[] styles = Styles.For(axes.Named);
        double y = Header.Title(canvas, title, width);
        LineEnds ends = new(axes, styles);
        bool atEnds = ends.AreNamed(scales, fonts.Label, width, marks.PlotHeight(width));
        if (!atEnds && styles.Length > 1) y = Header.Legend(canvas, [.. Legend(styles)], 0, y, width);

        y = AxisTitles.Top(canvas, TopTitle, y, width) + 10;
        double height = marks.PlotHeight(width);
        YAxisLabels left = YAxisLabels.For(scales.Y, height, fonts.Tick, width * 0.38);
        double right = atEnds ? ends.Width(fonts.Label)
            : Swapped && scales.Y is CategoryScale ? 44
            : 8;
        XAxisLabels below = XAxisLabels.For(scales.X, width - left.Width - right, fonts.Tick);
        double over = Math.Max(0, below.OverRight - right + 1);
        double start = Math.Max(left.Width, below.OverLeft);
        Rect plot = new(start, y, width - start - right - over, height);
        if (start > left.Width || over > 0) below = XAxisLabels.For(scales.X, plot.Width, fonts.Tick);

        Frame frame = new(plot, scales.X, scales.Y);
        AxisLines.Draw(canvas, frame, left, below, axes.WantsVerticalGrid, horizontalGrid: !Swapped);
        DrawMarks(canvas, frame, styles);
        References.Lines(canvas, frame, axes, Swapped);
        if (atEnds) EndNames.Draw(canvas, ends.In(frame), plot);
        References.Labels(canvas, frame, axes, marks.Places(frame), Swapped, atEnds);
        return AxisTitles.Bottom(canvas, BottomTitle, plot, plot.Bottom + below.Height, width);
    }

    public double PanelHeight(double width) => marks.PanelHeight(width);

    public double LeftLabels(double width, double labelSize, PlotScales? scales) =>
        YAxisLabels.For(scales!.Y, 150, labelSize, width * 0.4).Width;

    public double DrawPanel(SvgCanvas canvas, Rect area, PanelLook look)
    {
        Frame frame = new(area, look.Scales!.X, look.Scales.Y);
        YAxisLabels left = YAxisLabels.For(frame.Y, area.Height * 1.3, look.LabelSize, area.Width * 0.4);
        XAxisLabels below = XAxisLabels.For(frame.X, area.Width, look.LabelSize, overhang: 4);
        AxisLines.Draw(canvas, frame, left, below, Swapped, !Swapped, look.LabelSize, look.Leftmost, look.Lowest);
        DrawMarks(canvas, frame, [.. axes.Named.Select(series => look.Styles[series.Name])]);
        References.Lines(canvas, frame, axes, Swapped);
        References.Labels(canvas, frame, axes, marks.Places(frame), Swapped, linesLabelled: false);
        return look.Lowest ? below.Height : 0;
    }

    public IEnumerable<LegendEntry> Legend(IReadOnlyDictionary<string, SeriesStyle> styles) =>
        Legend([.. axes.Named.Select(series => styles[series.Name])]);

    private IEnumerable<LegendEntry> Legend(SeriesStyle[] styles) =>
        axes.Named.Select((series, i) => new LegendEntry(series.Name, styles[i], marks.SwatchOf(i)));

    /// <summary>Draws the marks, inside a window when the axes cut the data.</summary>
    private void DrawMarks(SvgCanvas canvas, Frame frame, SeriesStyle[] styles)
    {
        if (axes.CutsData) canvas.OpenWindow(frame.Plot);
        marks.Draw(canvas, frame, styles);
        if (axes.CutsData) canvas.CloseWindow();
    }
}
