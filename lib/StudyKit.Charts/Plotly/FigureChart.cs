using System.Text.Json.Nodes;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>How a kind of figure is drawn as an interactive chart.</summary>
internal abstract class FigureChart
{
    /// <summary>The traces and the layout.</summary>
    public abstract (JsonArray Data, JsonObject Layout) Build();
}

/// <summary>A chart that can also stand as a panel of a grid.</summary>
internal interface IPanelChart
{
    /// <summary>The x and the y axis.</summary>
    /// <param name="x">The name that the x axis will have.</param>
    /// <param name="scales">The scales, perhaps shared; <c>null</c> for a panel without axes.</param>
    (JsonObject X, JsonObject Y) PanelAxes(string x, PlotScales? scales);

    /// <summary>The traces, without knowing which axes they will lie on.</summary>
    IEnumerable<JsonObject> PanelTraces(PlotScales? scales, IReadOnlyDictionary<string, SeriesStyle> styles);

    /// <summary>Adds to the layout what belongs to the panel's axes: reference lines, notes, how bars meet.</summary>
    void Complete(JsonObject layout, string x, string y);
}
