using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;

namespace StudyKit.Charts.Svg.Axes;

/// <summary>The labels below the plot: flat where they fit, in several lines where that helps, else turned.</summary>
internal sealed class XAxisLabels
{
    private const int MostLines = 3;
    private const double Turn = -40;

    /// <summary>A turned label is cut at this length in pixels.</summary>
    private const double LongestTurned = 130;

    private readonly List<(double Position, IReadOnlyList<string> Lines)> _labels = [];
    private readonly double _size;
    private readonly bool _turned;

    private XAxisLabels(double size, bool turned) => (_size, _turned) = (size, turned);

    /// <summary>Height in pixels, with the gap to the axis.</summary>
    public double Height { get; private set; }

    /// <summary>How far a label reaches over the plot's right edge.</summary>
    public double OverRight { get; private set; }

    /// <summary>How far a label reaches over the plot's left edge.</summary>
    public double OverLeft { get; private set; }

    public IReadOnlyList<Tick> Ticks { get; private set; } = [];

    /// <summary>
    /// Labels for a plot of this width; a number that would reach farther than <paramref name="overhang"/> over an edge
    /// is left out.
    /// </summary>
    public static XAxisLabels For(Scale scale, double width, double size, double overhang = double.PositiveInfinity)
    {
        if (scale is CategoryScale) return Categories(scale, width, size);
        for (int about = Math.Max(2, (int)(width / 75)); ; about--)
        {
            IReadOnlyList<Tick> ticks = scale.Ticks(about);
            if (about == 1 || Fits(scale, ticks, width, size)) return Flat(scale, ticks, width, size, overhang);
        }
    }

    public void Draw(SvgCanvas canvas, double left, double top)
    {
        foreach ((double position, IReadOnlyList<string> lines) in _labels)
        {
            double y = top + 6 + (_size * 0.8);
            for (int i = 0; i < lines.Count; i++)
            {
                if (_turned) canvas.Text(lines[i], left + position + (_size * 0.3), y - 1, Anchor.End, turn: Turn);
                else canvas.Text(lines[i], left + position, y, Anchor.Middle, SvgCanvas.Part(lines, i));
                y += _size * 1.15;
            }
        }
    }

    private static bool Fits(Scale scale, IReadOnlyList<Tick> ticks, double width, double size)
    {
        double right = double.NegativeInfinity;
        foreach (Tick tick in ticks)
        {
            double middle = scale.Position(tick.Value) * width, half = TextWidth.Of(tick.Label, size) / 2;
            if (middle - half < right + (size * 0.8)) return false;
            right = middle + half;
        }

        return true;
    }

    private static XAxisLabels Flat(Scale scale, IReadOnlyList<Tick> ticks, double width, double size, double overhang)
    {
        XAxisLabels labels = new(size, turned: false) { Ticks = ticks };
        foreach (Tick tick in ticks)
        {
            double middle = scale.Position(tick.Value) * width, half = TextWidth.Of(tick.Label, size) / 2;
            if (half - middle <= overhang && middle + half - width <= overhang) labels.Add(middle, [tick.Label], width);
        }

        labels.Height = 6 + (size * 1.15);
        return labels;
    }

    private static XAxisLabels Categories(Scale scale, double width, double size)
    {
        IReadOnlyList<Tick> ticks = scale.Ticks(0);
        double each = width / ticks.Count, room = Math.Max(each - 6, 0.9 * each);
        IReadOnlyList<string>[] wrapped = [.. ticks.Select(tick => TextWidth.Wrap(tick.Label, size, room))];
        bool flat = wrapped.All(lines => lines.Count <= MostLines
            && lines.All(line => TextWidth.Of(line, size) <= room));
        XAxisLabels labels = new(size, !flat);
        if (flat)
        {
            for (int i = 0; i < ticks.Count; i++) labels.Add(scale.Position(i) * width, wrapped[i], width);
            labels.Height = 6 + (size * 1.15 * wrapped.Max(lines => lines.Count));
            labels.Ticks = ticks;
            return labels;
        }

        // Turned labels need about one line's height each; where there is less, every second, third … is shown.
        int stride = Math.Max(1, (int)Math.Ceiling(size * 1.25 / each));
        double longest = 0;
        for (int i = 0; i < ticks.Count; i += stride)
        {
            string text = TextWidth.Fit(ticks[i].Label, size, LongestTurned);
            double length = TextWidth.Of(text, size), position = scale.Position(i) * width;
            longest = Math.Max(longest, length);
            labels._labels.Add((position, [text]));
            labels.OverLeft = Math.Max(labels.OverLeft, (length * Math.Cos(Turn * Math.PI / 180)) - position);
        }

        labels.Height = 8 + (longest * Math.Sin(-Turn * Math.PI / 180)) + (size * 0.8);
        labels.Ticks = [.. ticks.Where((_, i) => i % stride == 0)];
        return labels;
    }

    private void Add(double position, IReadOnlyList<string> lines, double width)
    {
        _labels.Add((position, lines));
        double half = lines.Max(line => TextWidth.Of(line, _size)) / 2;
        OverRight = Math.Max(OverRight, position + half - width);
        OverLeft = Math.Max(OverLeft, half - position);
    }
}
