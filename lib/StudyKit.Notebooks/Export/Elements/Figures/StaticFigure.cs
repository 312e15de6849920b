using System.Text.Json.Nodes;
using StudyKit.Charts;

namespace StudyKit.Notebooks.Export.Elements.Figures;

/// <summary>
/// The static picture of a chart that came as Plotly's JSON alone, for example in a notebook that was run elsewhere.
/// </summary>
internal static class StaticFigure
{
    public static string From(JsonNode plotly)
    {
        PlotlyImport.TryRead(plotly.ToJsonString(), out Figure figure);
        return figure.ToHtml();
    }
}
