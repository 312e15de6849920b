using StudyKit.Charts.Model;

namespace StudyKit.Charts.Scales;

/// <summary>The scales of a figure's two axes; a grid joins the ranges of its panels first.</summary>
internal sealed record PlotScales(Scale X, Scale Y)
{
    /// <summary>A line that comes this near to zero (share of its range) is shown with zero.</summary>
    public const double NearZero = 0.3;

    public static PlotScales For(IScaledAxes figure) => figure.ScalesFor(RangeX(figure), RangeY(figure));

    /// <summary>What must be seen along x: the data, reference lines and notes.</summary>
    public static AxisRange RangeX(IScaledAxes figure) => Joined(figure.DataX(), figure, vertical: true);

    /// <summary>What must be seen along y.</summary>
    public static AxisRange RangeY(IScaledAxes figure) => Joined(figure.DataY(), figure, vertical: false);

    private static AxisRange Joined(AxisRange range, IAxes axes, bool vertical)
    {
        foreach (Reference line in axes.References.Where(line => line.Vertical == vertical))
        {
            range = range.With(line.Value);
        }

        foreach (Note note in axes.Notes) range = range.With(vertical ? note.X : note.Y);
        return range;
    }
}
