using StudyKit.Charts.Colors;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Heat;

/// <summary>Draws the key to the colours: a slim bar with its name above and its values below.</summary>
internal static class ColorBar
{
    private const double Height = 9;

    public static double Draw(SvgCanvas canvas, HeatScale scale, string? name, double x, double y, double width)
    {
        double size = canvas.Fonts.Label, tick = canvas.Fonts.Tick, length = Math.Min(width, 220);
        if (name is not null)
        {
            canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
            IReadOnlyList<string> lines = TextWidth.Wrap(name, size, width);
            for (int i = 0; i < lines.Count; i++)
            {
                canvas.Text(lines[i], x, y += size * 1.45, attributes: Part(lines, i));
            }

            canvas.Close();
        }

        y += 7;
        double step = length / HeatColors.Steps;
        canvas.Raw("<g shape-rendering=\"crispEdges\">\n");
        for (int i = 0; i < HeatColors.Steps; i++)
        {
            canvas.Rectangle(new Rect(x + (i * step), y, step + 0.2, Height), $"fill=\"{scale.Color(i).Hex}\"");
        }

        canvas.Raw("</g>\n");
        LinearScale axis = new(scale.From, scale.To);
        IReadOnlyList<Tick> ticks = axis.Ticks(scale.Diverging ? 4 : 3);
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(tick)}\"");
        foreach (Tick one in ticks)
        {
            double at = x + (axis.Position(one.Value) * length), half = TextWidth.Of(one.Label, tick) / 2;
            canvas.Text(one.Label, Math.Max(at, x + half), y + Height + (tick * 1.05), Anchor.Middle);
        }

        canvas.Close();
        canvas.Open("axis");
        canvas.Path(
            string.Concat(ticks.Select(one => $"M{N(x + (axis.Position(one.Value) * length))} {N(y + Height)}v2.5")),
            "stroke=\"currentColor\" stroke-width=\"1\"");
        canvas.Close();
        return y + Height + (tick * 1.05) + 4;
    }
}
