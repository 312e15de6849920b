using System.Text.Json.Nodes;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>What a kind of figure draws between its axes, and what its layout asks for.</summary>
internal abstract class FigureTraces
{
    /// <summary>The traces, one style for each series.</summary>
    public abstract IEnumerable<JsonObject> For(PlotScales scales, IReadOnlyList<SeriesStyle> styles);

    /// <summary>The height of the chart in pixels; by default Plotly's.</summary>
    public virtual double? Height => null;

    /// <summary>What the pointer names: the nearest mark, or all lines at its place.</summary>
    public virtual string HoverMode => "closest";

    /// <summary>
    /// What bars of several series do where they meet, and the gap between categories; nothing without bars.
    /// </summary>
    public virtual (string Mode, double Gap)? Bars => null;
}
