using System.Text;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Contracts;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Draws bars or dots over categories, upright or lying, with error bars, and values where there is room.</summary>
internal static class BarMarks
{
    /// <summary>The share of a category's room that its bars fill.</summary>
    private const double Filled = 0.74;

    /// <summary>The thickest bar in pixels: one category alone should not become a wall.</summary>
    private const double Thickest = 64;

    /// <summary>Dots of one category stand close together: they are read as one group.</summary>
    private const double MostBetweenDots = 20;

    public static void Draw(SvgCanvas canvas, Frame frame, BarFigure figure, IReadOnlyList<SeriesStyle> styles)
    {
        int count = figure.AllSeries.Length;
        double room = (figure.IsHorizontal ? frame.Plot.Height : frame.Plot.Width) / figure.CategoryNames.Length;
        double thick = Math.Min(figure.DrawsDots ? MostBetweenDots : Thickest, room * Filled / count);
        bool values = !figure.DrawsDots && ValuesFit(canvas, figure, thick, room);
        for (int i = 0; i < count; i++)
        {
            BarSeries series = figure.AllSeries[i];
            canvas.Open(styles[i].Color);
            for (int category = 0; category < series.Values.Length; category++)
            {
                if (!double.IsFinite(series.Values[category])) continue;
                double middle = Middle(frame, figure, category) + ((i - ((count - 1) / 2d)) * thick);
                if (figure.DrawsDots) Dot(canvas, frame, figure, series.Values[category], middle, styles[i]);
                else Bar(canvas, frame, figure, series.Values[category], middle, thick * 0.94, styles[i]);
            }

            canvas.Close();
            Errors(canvas, frame, figure, series, styles[i], i, thick);
            if (values) Values(canvas, frame, figure, series, i, thick);
        }
    }

    private static double Middle(Frame frame, BarFigure figure, int category) =>
        figure.IsHorizontal ? frame.PixelY(category) : frame.PixelX(category);

    /// <summary>Where a value lies along the bars; bars on a logarithmic axis begin at its start.</summary>
    private static double Along(Frame frame, BarFigure figure, double value) =>
        figure.IsHorizontal ? frame.PixelX(value) : frame.PixelY(value);

    private static double Base(Frame frame, BarFigure figure)
    {
        Scale scale = figure.IsHorizontal ? frame.X : frame.Y;
        return Along(frame, figure, scale is LogScale ? scale.From : Math.Clamp(0, scale.From, scale.To));
    }

    private static void Bar(SvgCanvas canvas, Frame frame, BarFigure figure, double value, double middle, double thick, SeriesStyle style)
    {
        double start = Base(frame, figure), end = Along(frame, figure, value);
        (double low, double length) = (Math.Min(start, end), Math.Abs(end - start));
        Rect bar = figure.IsHorizontal
            ? new Rect(low, middle - (thick / 2), length, thick)
            : new Rect(middle - (thick / 2), low, thick, length);
        Fills.Draw(canvas, bar, style);
    }

    private static void Dot(SvgCanvas canvas, Frame frame, BarFigure figure, double value, double middle, SeriesStyle style)
    {
        double along = Along(frame, figure, value);
        (double x, double y) = figure.IsHorizontal ? (along, middle) : (middle, along);
        canvas.Path(Strokes.Marker(style.Marker, x, y, 4.2), "fill=\"currentColor\"");
    }

    private static void Errors(SvgCanvas canvas, Frame frame, BarFigure figure, BarSeries series, SeriesStyle style, int index, double thick)
    {
        if (series.Low is null || series.High is null) return;
        StringBuilder path = new();
        for (int category = 0; category < series.Values.Length; category++)
        {
            double middle = Middle(frame, figure, category) + ((index - ((figure.AllSeries.Length - 1) / 2d)) * thick);
            (double low, double high) = (Along(frame, figure, series.Low[category]), Along(frame, figure, series.High[category]));
            if (!double.IsFinite(low) || !double.IsFinite(high)) continue;
            if (figure.IsHorizontal) path.Append($"M{N(low)} {N(middle - 3.5)}v7m0-3.5H{N(high)}m0-3.5v7");
            else XyMarks.ErrorBar(path, middle, low, high);
        }

        // On a full bar the error bar needs the colour of text to be seen; a dot's may have the dot's.
        canvas.Open(figure.DrawsDots ? style.Color : "fg");
        canvas.Path(path.ToString(), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.3\"");
        canvas.Close();
    }

    private static bool ValuesFit(SvgCanvas canvas, BarFigure figure, double thick, double room)
    {
        double size = canvas.Fonts.Tick;
        return figure.AllSeries.All(series => series.Low is null) && (figure.IsHorizontal
            ? thick >= size * 1.1
            : Labels(figure).SelectMany(labels => labels).All(label => TextWidth.Of(label, size) <= (figure.AllSeries.Length == 1 ? room - 4 : thick - 1)));
    }

    private static string[][] Labels(BarFigure figure) =>
        [.. TickText.Alike([.. figure.AllSeries.SelectMany(series => series.Values)]).Chunk(figure.CategoryNames.Length)];

    private static void Values(SvgCanvas canvas, Frame frame, BarFigure figure, BarSeries series, int index, double thick)
    {
        double size = canvas.Fonts.Tick;
        string[] labels = Labels(figure)[index];
        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        for (int category = 0; category < series.Values.Length; category++)
        {
            double value = series.Values[category];
            if (!double.IsFinite(value)) continue;
            double middle = Middle(frame, figure, category) + ((index - ((figure.AllSeries.Length - 1) / 2d)) * thick);
            double end = Along(frame, figure, value);
            string text = labels[category];
            if (figure.IsHorizontal) canvas.Text(text, value < 0 ? end - 4 : end + 4, middle + (size * 0.35), value < 0 ? Anchor.End : Anchor.Start);
            else canvas.Text(text, middle, value < 0 ? end + size + 1 : end - 4, Anchor.Middle);
        }

        canvas.Close();
    }
}
