using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;

namespace StudyKit.Charts.Svg.Marks;

/// <summary>What a kind of figure draws between its axes, and what its layout asks for.</summary>
internal abstract class FigureMarks
{
    /// <summary>Draws the marks, one style for each series.</summary>
    public abstract void Draw(SvgCanvas canvas, Frame frame, IReadOnlyList<SeriesStyle> styles);

    /// <summary>What stands before the name of a series in the legend.</summary>
    public abstract Swatch SwatchOf(int series);

    /// <summary>
    /// Where the data lie in pixels, dense enough that a label box between two of the places still counts as covered.
    /// </summary>
    public abstract IReadOnlyList<(double X, double Y)> Places(Frame frame);

    /// <summary>The height of the plot in a picture of its own.</summary>
    public virtual double PlotHeight(int width) => Math.Round(width * (width < Fonts.NarrowBelow ? 0.6 : 0.42));

    /// <summary>The height of the plot as a panel of a grid.</summary>
    public virtual double PanelHeight(double width) => Math.Clamp(width * 0.62, 90, 220);

    /// <summary>Places along a vertical line.</summary>
    protected static IEnumerable<(double X, double Y)> Upright(double x, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high)) yield break;
        for (double y = Math.Min(low, high); y <= Math.Max(low, high); y += 6) yield return (x, y);
    }
}
