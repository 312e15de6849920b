using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Names;

/// <summary>The titles of the axes, above and below the plot.</summary>
internal static class AxisTitles
{
    /// <summary>
    /// Draws the title of the y axis, lying above the plot where it reads best, and returns where it ends.
    /// </summary>
    public static double Top(SvgCanvas canvas, string? title, double y, double width)
    {
        if (title is null) return y;
        double size = canvas.Fonts.Label;
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        IReadOnlyList<string> lines = TextWidth.Wrap(title, size, width);
        for (int i = 0; i < lines.Count; i++)
        {
            y += size * 1.45;
            canvas.Text(lines[i], 0, y, attributes: Part(lines, i));
        }

        canvas.Close();
        return y;
    }

    /// <summary>Draws the title of the x axis at the plot's right end and returns the height of the whole.</summary>
    public static double Bottom(SvgCanvas canvas, string? title, Rect plot, double y, double width)
    {
        if (title is null) return y + 4;
        double size = canvas.Fonts.Label;
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        IReadOnlyList<string> lines = TextWidth.Wrap(title, size, width);
        for (int i = 0; i < lines.Count; i++)
        {
            y += size * 1.4;
            double room = TextWidth.Of(lines[i], size), start = Math.Min(plot.X, Math.Max(0, width - room));
            if (room > plot.Width) canvas.Text(lines[i], start, y, attributes: Part(lines, i));
            else canvas.Text(lines[i], plot.X + (plot.Width / 2), y, Anchor.Middle, Part(lines, i));
        }

        canvas.Close();
        return y + (size * 0.5);
    }
}
