using StudyKit.Charts.Model;

namespace StudyKit.Charts.Scales;

/// <summary>A figure whose axes get their scales from its data.</summary>
internal interface IScaledAxes : IAxes
{
    /// <summary>The range of the data along x; empty for names.</summary>
    AxisRange DataX();

    /// <summary>The range of the values, with the ends of their intervals.</summary>
    AxisRange DataY();

    /// <summary>The scales for ranges that may be wider than the figure's own.</summary>
    PlotScales ScalesFor(AxisRange x, AxisRange y);
}
