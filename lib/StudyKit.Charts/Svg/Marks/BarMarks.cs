using System.Text;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Marks;

/// <summary>
/// Draws bars or dots over categories, upright or lying, with error bars, and values where there is room.
/// </summary>
internal sealed class BarMarks(BarFigure figure) : FigureMarks
{
    /// <summary>The thickest bar in pixels: one category alone should not become a wall.</summary>
    private const double Thickest = 64;

    /// <summary>Dots of one category stand close together: they are read as one group.</summary>
    private const double MostBetweenDots = 20;

    public override void Draw(SvgCanvas canvas, Frame frame, IReadOnlyList<SeriesStyle> styles)
    {
        int count = figure.AllSeries.Length;
        double room = (figure.IsHorizontal ? frame.Plot.Height : frame.Plot.Width) / figure.CategoryNames.Length;
        double thick = Math.Min(figure.DrawsDots ? MostBetweenDots : Thickest, room * BarFigure.Filled / count);
        bool values = !figure.DrawsDots && ValuesFit(canvas, thick, room);
        for (int i = 0; i < count; i++)
        {
            BarSeries series = figure.AllSeries[i];
            canvas.Open(styles[i].Color);
            for (int category = 0; category < series.Values.Length; category++)
            {
                if (!double.IsFinite(series.Values[category])) continue;
                double middle = Middle(frame, category) + ((i - ((count - 1) / 2d)) * thick);
                if (figure.DrawsDots) Dot(canvas, frame, series.Values[category], middle, styles[i]);
                else Bar(canvas, frame, series.Values[category], middle, thick * 0.94, styles[i]);
            }

            canvas.Close();
            Errors(canvas, frame, series, styles[i], i, thick);
            if (values) Values(canvas, frame, series, i, thick);
        }
    }

    public override Swatch SwatchOf(int series) => figure.DrawsDots ? Swatch.Points : Swatch.Bar;

    public override IReadOnlyList<(double X, double Y)> Places(Frame frame)
    {
        if (figure.IsHorizontal) return [];
        List<(double X, double Y)> places = [];
        double half = frame.Plot.Width / figure.CategoryNames.Length * 0.37;
        foreach (BarSeries series in figure.AllSeries)
        {
            for (int i = 0; i < series.Values.Length; i++)
            {
                double end = series.High is { } high && double.IsFinite(high[i]) ? high[i] : series.Values[i];
                double start = figure.DrawsDots ? frame.PixelY(series.Values[i]) : frame.Plot.Bottom;
                for (double x = frame.PixelX(i) - half; x <= frame.PixelX(i) + half; x += 6)
                {
                    places.AddRange(Upright(x, start, frame.PixelY(end) - 14));
                }
            }
        }

        return places;
    }

    /// <summary>A lying bar has the thickness that a line of text needs.</summary>
    public override double PlotHeight(int width) => figure.IsHorizontal
        ? figure.CategoryNames.Length * Math.Max(26, (figure.AllSeries.Length * (figure.DrawsDots ? 13 : 17)) + 9)
        : base.PlotHeight(width);

    public override double PanelHeight(double width) =>
        figure.IsHorizontal ? figure.CategoryNames.Length * 24 : base.PanelHeight(width);

    private double Middle(Frame frame, int category) =>
        figure.IsHorizontal ? frame.PixelY(category) : frame.PixelX(category);

    /// <summary>Where a value lies along the bars; bars on a logarithmic axis begin at its start.</summary>
    private double Along(Frame frame, double value) =>
        figure.IsHorizontal ? frame.PixelX(value) : frame.PixelY(value);

    private double Base(Frame frame)
    {
        Scale scale = figure.IsHorizontal ? frame.X : frame.Y;
        return Along(frame, scale is LogScale ? scale.From : Math.Clamp(0, scale.From, scale.To));
    }

    private void Bar(SvgCanvas canvas, Frame frame, double value, double middle, double thick, SeriesStyle style)
    {
        double start = Base(frame), end = Along(frame, value);
        (double low, double length) = (Math.Min(start, end), Math.Abs(end - start));
        Rect bar = figure.IsHorizontal
            ? new Rect(low, middle - (thick / 2), length, thick)
            : new Rect(middle - (thick / 2), low, thick, length);
        Fills.Draw(canvas, bar, style);
    }

    private void Dot(SvgCanvas canvas, Frame frame, double value, double middle, SeriesStyle style)
    {
        double along = Along(frame, value);
        (double x, double y) = figure.IsHorizontal ? (along, middle) : (middle, along);
        canvas.Path(Strokes.Marker(style.Marker, x, y, 4.2), "fill=\"currentColor\"");
    }

    private void Errors(SvgCanvas canvas, Frame frame, BarSeries series, SeriesStyle style, int index, double thick)
    {
        if (series.Low is null || series.High is null) return;
        StringBuilder path = new();
        for (int category = 0; category < series.Values.Length; category++)
        {
            double middle = Middle(frame, category) + ((index - ((figure.AllSeries.Length - 1) / 2d)) * thick);
            (double low, double high) = (Along(frame, series.Low[category]), Along(frame, series.High[category]));
            if (!double.IsFinite(low) || !double.IsFinite(high)) continue;
            if (figure.IsHorizontal) path.Append($"M{N(low)} {N(middle - 3.5)}v7m0-3.5H{N(high)}m0-3.5v7");
            else XyMarks.ErrorBar(path, middle, low, high);
        }

        // On a full bar the error bar needs the colour of text to be seen; a dot's may have the dot's.
        canvas.Open(figure.DrawsDots ? style.Color : "fg");
        canvas.Path(path.ToString(), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.3\"");
        canvas.Close();
    }

    private bool ValuesFit(SvgCanvas canvas, double thick, double room)
    {
        double size = canvas.Fonts.Tick;
        return figure.AllSeries.All(series => series.Low is null) && (figure.IsHorizontal
            ? thick >= size * 1.1
            : figure.ValueLabels.SelectMany(labels => labels)
                .All(label => TextWidth.Of(label, size) <= (figure.AllSeries.Length == 1 ? room - 4 : thick - 1)));
    }

    private void Values(SvgCanvas canvas, Frame frame, BarSeries series, int index, double thick)
    {
        double size = canvas.Fonts.Tick;
        string[] labels = figure.ValueLabels[index];
        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        for (int category = 0; category < series.Values.Length; category++)
        {
            double value = series.Values[category];
            if (!double.IsFinite(value)) continue;
            double middle = Middle(frame, category) + ((index - ((figure.AllSeries.Length - 1) / 2d)) * thick);
            double end = Along(frame, value);
            string text = labels[category];
            if (figure.IsHorizontal)
            {
                canvas.Text(
                    text, value < 0 ? end - 4 : end + 4, middle + (size * 0.35), value < 0 ? Anchor.End : Anchor.Start);
            }
            else canvas.Text(text, middle, value < 0 ? end + size + 1 : end - 4, Anchor.Middle);
        }

        canvas.Close();
    }
}
