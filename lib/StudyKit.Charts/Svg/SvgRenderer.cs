using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Contracts;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Draws a figure as SVG, laid out for one width. The same figure always gives the same text.</summary>
internal static class SvgRenderer
{
    private const int Narrowest = 240;
    private const int Widest = 2000;

    public static string Render(Figure figure, int width, bool standalone, string layoutClass = "")
    {
        if (width is < Narrowest or > Widest)
        {
            throw new ArgumentOutOfRangeException(nameof(width), "A picture is laid out for a width between " +
                $"{Narrowest} and {Widest} pixels. Received {width}. It scales to any size afterwards, as all " +
                "SVG does.");
        }

        figure.EnsureDrawable();
        SvgCanvas canvas = new(Fonts.For(width));
        double height = Math.Ceiling(figure.Picture.Draw(canvas, width));

        string name = Escaping.Html(figure.TitleText ?? figure.AlternativeText);
        string description = Escaping.Html(figure.AlternativeText);
        string css = standalone ? $"{Theme.Css}\n.sk-svg{{color-scheme:light dark}}" : Theme.Css;

        // A file gets a margin: there is no page around it that would give one.
        double margin = standalone ? 16 : 0;
        string box = $"{N(-margin)} {N(-margin)} {N(width + (2 * margin))} {N(height + (2 * margin))}";
        string sheet = standalone ? $"<rect {Theme.Color("bg")} x=\"{N(-margin)}\" y=\"{N(-margin)}\" " +
            $"width=\"{N(width + (2 * margin))}\" height=\"{N(height + (2 * margin))}\" fill=\"currentColor\"/>\n" : "";
        string classes = layoutClass.Length == 0 ? "sk-svg" : $"sk-svg {layoutClass}";
        string size = $"width=\"{N(width + (2 * margin))}\" height=\"{N(height + (2 * margin))}\"";
        string look = $"{size} viewBox=\"{box}\" font-family=\"{Typeface.Family}\"";
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="{classes}" role="img" aria-label="{description}" {look}>
            <title>{name}</title>
            <desc>{description}</desc>
            <style>{css}</style>
            {sheet}{canvas}</svg>

            """.ReplaceLineEndings("\n");
    }
}
