using StudyKit.Charts.Colors;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;

namespace StudyKit.Charts.Svg;

/// <summary>How a kind of figure is drawn as a static picture.</summary>
internal abstract class FigurePicture
{
    /// <summary>Draws the figure for a width and returns its height.</summary>
    public abstract double Draw(SvgCanvas canvas, int width);
}

/// <summary>A picture that can also stand as a panel of a grid.</summary>
internal interface IPanelPicture
{
    /// <summary>What stands above the panel, when all panels say the same.</summary>
    string? TopTitle { get; }

    /// <summary>What stands below it.</summary>
    string? BottomTitle { get; }

    /// <summary>Narrower than this it is moved to a row with fewer panels.</summary>
    double NarrowestPanel { get; }

    /// <summary>The height of the panel without its labels.</summary>
    double PanelHeight(double width);

    /// <summary>The room that its labels need at its left.</summary>
    double LeftLabels(double width, double labelSize, PlotScales? scales);

    /// <summary>Draws the panel and returns the height of its labels below.</summary>
    double DrawPanel(SvgCanvas canvas, Rect area, PanelLook look);

    /// <summary>The names that the grid's legend explains, with the look that a name has in all panels.</summary>
    IEnumerable<LegendEntry> Legend(IReadOnlyDictionary<string, SeriesStyle> styles);
}

/// <summary>What a grid decides for one of its panels.</summary>
/// <param name="Scales">The scales, perhaps shared; <c>null</c> for a panel without axes.</param>
/// <param name="Heat">The colour scale that all panels share; <c>null</c> where each has its own.</param>
/// <param name="Styles">The look of each name.</param>
/// <param name="LabelSize">The size of the labels.</param>
/// <param name="Leftmost">Whether labels stand at the left.</param>
/// <param name="Lowest">Whether labels stand below.</param>
/// <param name="LeftRoom">What was kept free for labels at the left, in pixels; 0 where none stand there.</param>
internal sealed record PanelLook(
    PlotScales? Scales, HeatScale? Heat, IReadOnlyDictionary<string, SeriesStyle> Styles, double LabelSize,
    bool Leftmost, bool Lowest, double LeftRoom);
