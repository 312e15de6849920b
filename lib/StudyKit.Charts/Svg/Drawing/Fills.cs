using System.Text;
using StudyKit.Charts.Geometry;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Drawing;

/// <summary>Fills bars so that neighbours differ without colour too: full, pale, hatched, hollow.</summary>
internal static class Fills
{
    private const double Spacing = 5;

    public static void Draw(SvgCanvas canvas, Rect bar, SeriesStyle style)
    {
        if (bar.Width <= 0 || bar.Height <= 0) return;
        if (style.Dash == Dash.Solid)
        {
            canvas.Rectangle(bar, "fill=\"currentColor\"");
            return;
        }

        string opacity = style.Dash == Dash.Dashed ? ".38" : ".1";
        Rect inner = new(bar.X + 0.6, bar.Y + 0.6, Math.Max(0, bar.Width - 1.2), Math.Max(0, bar.Height - 1.2));
        canvas.Rectangle(
            inner, $"fill=\"currentColor\" fill-opacity=\"{opacity}\" stroke=\"currentColor\" stroke-width=\"1.2\"");
        if (style.Dash == Dash.DashDot)
        {
            canvas.Path(Hatch(inner), "stroke=\"currentColor\" stroke-width=\"1\" stroke-opacity=\".75\"");
        }
    }

    /// <summary>Rising diagonals, cut at the rectangle's edges by hand: a pattern element would need an id.</summary>
    private static string Hatch(Rect area)
    {
        StringBuilder path = new();
        for (double c = Spacing; c < area.Width + area.Height; c += Spacing)
        {
            // Points with (x - left) + (bottom - y)... run along x - left = t, bottom - y = c - t.
            double from = Math.Max(0, c - area.Height), to = Math.Min(area.Width, c);
            if (to > from)
            {
                path.Append($"M{N(area.X + from)} {N(area.Y + c - from)}L{N(area.X + to)} {N(area.Y + c - to)}");
            }
        }

        return path.ToString();
    }
}
