using StudyKit.Charts.Svg;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>
/// The style sheets that figures and tables carry in their HTML, always the same texts. A page that holds many figures
/// may contain them once and leave them out of each.
/// </summary>
public static class FigureStyle
{
    /// <summary>Each sheet as it stands in a figure's <c>style</c> elements.</summary>
    public static IReadOnlyList<string> Sheets { get; } = [Theme.Css, HtmlRenderer.Css, TableWriter.Css];
}
