namespace StudyKit.Charts.Scales;

/// <summary>
/// The scales of a grid's panels: panels of one kind share their ranges, unless the grid says otherwise.
/// </summary>
internal static class SharedScales
{
    /// <summary>One pair of scales for each panel; <c>null</c> for one without axes.</summary>
    public static PlotScales?[] For(GridFigure grid)
    {
        return [.. grid.Panels.Select(
            panel => panel is not IScaledAxes axes ? null : grid.SharesScales ? Shared(axes) : PlotScales.For(axes))];

        PlotScales Shared(IScaledAxes panel) =>
            Of(panel, [.. grid.Panels.Where(other => other.GetType() == panel.GetType()).Cast<IScaledAxes>()]);
    }

    /// <summary>The scales of a figure that reach as far as those of all figures like it.</summary>
    public static PlotScales Of(IScaledAxes figure, IReadOnlyCollection<IScaledAxes> alike) =>
        figure.ScalesFor(Join(alike.Select(PlotScales.RangeX)), Join(alike.Select(PlotScales.RangeY)));

    private static AxisRange Join(IEnumerable<AxisRange> ranges) =>
        ranges.Aggregate(AxisRange.Empty, (all, range) => range.IsEmpty ? all : all.With(range));
}
