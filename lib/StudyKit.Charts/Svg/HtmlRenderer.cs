using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Charts.Svg;

/// <summary>
/// Draws a figure as an HTML <c>figure</c>: two layouts of the picture, of which the page shows the one that fits,
/// the caption, and the data as a table that can be unfolded.
/// </summary>
internal static class HtmlRenderer
{
    private const int Wide = 720;
    private const int Narrow = 360;

    /// <summary>Above this size a second layout costs more than it gives; the wide one is then scaled down.</summary>
    private const int LargestTwice = 150_000;

    /// <summary>A table for reading; the whole of it is in <see cref="Figure.ToTable"/>.</summary>
    private const int MostRows = 60;

    /// <summary>Without style sheets the wide layout is shown: the narrow one hides itself.</summary>
    internal const string Css =
        ".sk-static{container-type:inline-size}\n" +
        "@container (max-width:559px){.sk-static>.sk-wide:not(:last-child){display:none}" +
        ".sk-static>.sk-narrow{display:block!important}}";

    public static string Render(Figure figure)
    {
        string wide = SvgRenderer.Render(figure, Wide, standalone: false, "sk-wide");
        string narrow = wide.Length > LargestTwice
            ? ""
            : SvgRenderer.Render(figure, Narrow, standalone: false, "sk-narrow")
                .Replace(" role=\"img\"", " style=\"display:none\" role=\"img\"", StringComparison.Ordinal);
        StringBuilder html = new("<figure class=\"sk-figure\">\n");
        html.Append($"<style>{Css}</style>\n<div class=\"sk-static\">\n{wide}{narrow}</div>\n");
        if (figure.CaptionText is { } caption) html.Append($"<figcaption>{Escaping.Html(caption)}</figcaption>\n");
        html.Append("<details class=\"sk-data\"><summary>Data</summary>\n<div " +
            $"style=\"overflow-x:auto\">{figure.ToTable().ToHtml(MostRows)}</div>\n</details>\n</figure>\n");
        return html.ToString();
    }
}
