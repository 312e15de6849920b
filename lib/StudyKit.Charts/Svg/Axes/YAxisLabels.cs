using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;

namespace StudyKit.Charts.Svg.Axes;

/// <summary>The labels left of the plot: numbers, or names in one or two lines.</summary>
internal sealed class YAxisLabels
{
    private const int MostLines = 2;
    private readonly double _size;
    private readonly IReadOnlyList<string>[] _lines;

    private YAxisLabels(IReadOnlyList<Tick> ticks, IReadOnlyList<string>[] lines, double size)
    {
        (Ticks, _lines, _size) = (ticks, lines, size);
        Width = lines.SelectMany(line => line).Select(line => TextWidth.Of(line, size)).DefaultIfEmpty(0).Max() + 8;
    }

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Width in pixels, with the gap to the plot.</summary>
    public double Width { get; }

    /// <summary>Labels for a plot of this height that take no more than <paramref name="widest"/> pixels.</summary>
    public static YAxisLabels For(Scale scale, double height, double size, double widest)
    {
        IReadOnlyList<Tick> ticks = scale.Ticks(Math.Max(2, (int)(height / 52)));
        if (scale is not CategoryScale)
        {
            return new YAxisLabels(ticks, [.. ticks.Select(tick => (IReadOnlyList<string>)[tick.Label])], size);
        }

        return new YAxisLabels(
            ticks, [.. ticks.Select(tick => Cut(TextWidth.Wrap(tick.Label, size, widest), size, widest))], size);
    }

    public void Draw(SvgCanvas canvas, Frame frame)
    {
        for (int i = 0; i < Ticks.Count; i++)
        {
            double middle = frame.PixelY(Ticks[i].Value), step = _size * 1.15;
            double y = middle + (_size * 0.35) - ((_lines[i].Count - 1) * step / 2);
            for (int line = 0; line < _lines[i].Count; line++)
            {
                canvas.Text(_lines[i][line], frame.Plot.X - 8, y, Anchor.End, SvgCanvas.Part(_lines[i], line));
                y += step;
            }
        }
    }

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> lines, double size, double widest)
    {
        string[] kept = [.. lines.Take(MostLines)];
        if (lines.Count > MostLines) kept[^1] += " …";
        return [.. kept.Select(line => TextWidth.Fit(line, size, widest))];
    }
}
