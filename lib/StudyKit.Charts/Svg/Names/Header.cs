using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Names;

/// <summary>What stands above the plot: the title, and the legend where lines carry no labels of their own.</summary>
internal static class Header
{
    private const double Sample = 24;
    private const double Gap = 18;

    /// <summary>Draws the title, in as many lines as it needs, and returns where it ends.</summary>
    public static double Title(SvgCanvas canvas, string? title, double width)
    {
        if (string.IsNullOrWhiteSpace(title)) return 2;
        double size = canvas.Fonts.Title;
        double y = size + 2;
        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\" font-weight=\"600\"");
        IReadOnlyList<string> lines = TextWidth.Wrap(title, size * 1.06, width);
        for (int i = 0; i < lines.Count; i++)
        {
            canvas.Text(lines[i], 0, y, attributes: Part(lines, i));
            y += size * 1.3;
        }

        canvas.Close();
        return y - (size * 0.75);
    }

    /// <summary>Draws the legend in rows and returns where it ends.</summary>
    public static double Legend(SvgCanvas canvas, IReadOnlyList<LegendEntry> entries, double x, double y, double width)
    {
        double size = canvas.Fonts.Label, row = size * 1.55, left = x, line = y + row;
        foreach ((string name, SeriesStyle style, Swatch kind) in entries)
        {
            string text = TextWidth.Fit(name, size, width - Sample - 6);
            double needed = Sample + 6 + TextWidth.Of(text, size);
            if (left > x && left + needed > x + width)
            {
                left = x;
                line += row;
            }

            canvas.Open(style.Color);
            Draw(canvas, style, kind, left, line - (size * 0.35), size);
            canvas.Close();
            canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
            canvas.Text(text, left + Sample + 6, line);
            canvas.Close();
            left += needed + Gap;
        }

        return line + 8;
    }

    private static void Draw(SvgCanvas canvas, SeriesStyle style, Swatch kind, double x, double y, double size)
    {
        Rect box = new(x + 6, y - (size * 0.45), 16, size * 0.9);
        switch (kind)
        {
            case Swatch.Bar: Fills.Draw(canvas, box, style); break;
            case Swatch.Outline:
                canvas.Rectangle(box, "fill=\"currentColor\" fill-opacity=\".16\" stroke=\"currentColor\" " +
                    $"stroke-width=\"1.5\"{Strokes.Dashes(style.Dash)}");
                break;
            case Swatch.Points:
                canvas.Path(Strokes.Marker(style.Marker, x + (Sample / 2) + 4, y, 3.6), "fill=\"currentColor\"");
                break;
            default:
                canvas.Line(
                    x, y, x + Sample, y, $"stroke=\"currentColor\" stroke-width=\"1.9\"{Strokes.Dashes(style.Dash)}");
                break;
        }

        if (kind == Swatch.MarkedLine)
        {
            canvas.Path(Strokes.Marker(style.Marker, x + (Sample / 2), y, 3), "fill=\"currentColor\"");
        }
    }
}
