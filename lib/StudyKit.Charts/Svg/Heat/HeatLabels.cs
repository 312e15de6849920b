using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Heat;

/// <summary>
/// The labels of a matrix's columns: flat, else turned by 45°, else upright. Where even that is too tight, every k-th
/// of numbers, and none of words: a reader takes every second word for the whole sentence.
/// </summary>
internal sealed class HeatLabels
{
    private const double LongestTurned = 110;
    private readonly string[] _labels;
    private readonly double _cell;
    private readonly double _size;
    private readonly double _turn;
    private readonly int _stride;

    private HeatLabels(string[] labels, double cell, double size, double turn, int stride)
    {
        (_labels, _cell, _size, _turn, _stride) = (labels, cell, size, turn, stride);
        if (stride == 0)
        {
            Height = 6;
            return;
        }

        double longest = Shown().Max(i => TextWidth.Of(labels[i], size));
        double angle = -turn * Math.PI / 180;
        Height = turn == 0 ? 5 + (size * 1.1) : 7 + (longest * Math.Sin(angle)) + (size * 0.7 * Math.Cos(angle));
        OverLeft = turn == 0
            ? 0
            : Shown().Max(i => (TextWidth.Of(labels[i], size) * Math.Cos(angle)) - ((i + 0.5) * cell));
    }

    public double Height { get; }

    /// <summary>Whether each has its name (or its number, if not all are numbered).</summary>
    public bool AreShown => _stride > 0;

    /// <summary>How far a turned label reaches over the matrix's left edge.</summary>
    public double OverLeft { get; }

    /// <summary>No labels.</summary>
    public static HeatLabels None(string[] labels, double cell, double size) => new(labels, cell, size, 0, 0);

    public static HeatLabels Columns(string[] labels, double cell, double size)
    {
        double widest = labels.Max(label => TextWidth.Of(label, size));
        if (widest + 4 <= cell) return new HeatLabels(labels, cell, size, 0, 1);

        // Numbers need not all be shown to be understood; tokens do, as long as a line of text fits in a cell.
        if (AreNumbers(labels)) return new HeatLabels(labels, cell, size, 0, Stride((widest + 6) / cell));
        string[] cut = [.. labels.Select(label => TextWidth.Fit(label, size, LongestTurned))];
        if (cell >= size * 1.15) return new HeatLabels(cut, cell, size, -45, 1);
        double small = Math.Max(9, Math.Min(size, cell * 0.95));
        return new HeatLabels(cut, cell, small, -90, small * 0.98 <= cell ? 1 : 0);
    }

    public void Draw(SvgCanvas canvas, Rect area)
    {
        if (!AreShown) return;
        canvas.Raw($"<g font-size=\"{N(_size)}\">\n");
        foreach (int i in Shown())
        {
            double x = area.X + ((i + 0.5) * _cell);
            if (_turn == 0) canvas.Text(_labels[i], x, area.Bottom + 4 + (_size * 0.85), Anchor.Middle);
            else if (_turn == -90)
            {
                canvas.Text(_labels[i], x + (_size * 0.35), area.Bottom + 5, Anchor.End, turn: _turn);
            }
            else canvas.Text(_labels[i], x + (_size * 0.3), area.Bottom + 4 + (_size * 0.7), Anchor.End, turn: _turn);
        }

        canvas.Raw("</g>\n");
    }

    /// <summary>Whether rows of this height have room for their names.</summary>
    public static bool RowsFit(string[] labels, double cell, double size) =>
        size * 0.98 <= cell || AreNumbers(labels);

    public static void DrawRows(SvgCanvas canvas, string[] labels, Rect area, double size, double room)
    {
        double cell = area.Height / labels.Length;
        if (!RowsFit(labels, cell, size)) return;
        int stride = Stride(size * 0.98 / cell);
        canvas.Raw($"<g font-size=\"{N(size)}\">\n");
        for (int i = 0; i < labels.Length; i += stride)
        {
            canvas.Text(
                TextWidth.Fit(labels[i], size, room), area.X - 7, area.Y + ((i + 0.5) * cell) + (size * 0.35),
                Anchor.End);
        }

        canvas.Raw("</g>\n");
    }

    private static bool AreNumbers(string[] labels) => labels.All(label => int.TryParse(label, out _));

    private static int Stride(double needed) =>
        needed <= 1 ? 1 : needed <= 2 ? 2 : needed <= 5 ? 5 : (int)Math.Ceiling(needed / 10) * 10;

    private IEnumerable<int> Shown()
    {
        for (int i = 0; i < _labels.Length; i += _stride) yield return i;
    }
}
