namespace StudyKit.Charts.Svg;

/// <summary>Draws a figure as SVG.</summary>
internal static class SvgRenderer
{
    public static string Render(Figure figure, int width, bool standalone)
    {
        figure.EnsureDrawable();
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 40\" role=\"img\"><title>{Xml.Text(figure.TitleText ?? "")}</title><desc>{Xml.Text(figure.AlternativeText)}{standalone}</desc></svg>";
    }
}
