namespace StudyKit.Charts.Svg;

/// <summary>Draws a figure as an HTML <c>figure</c>.</summary>
internal static class HtmlRenderer
{
    public static string Render(Figure figure) =>
        $"<figure class=\"sk-figure\">{figure.ToSvg()}<figcaption>{Xml.Text(figure.CaptionText ?? "")}</figcaption><details><summary>Data</summary>{figure.ToTable().ToHtml()}</details></figure>";
}
