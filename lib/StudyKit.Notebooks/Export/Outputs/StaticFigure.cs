using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>The static picture of a chart that came as Plotly's JSON alone.</summary>
internal static class StaticFigure
{
    public static string From(JsonNode plotly)
    {
        string title = Json.Field(plotly["layout"], "title") is JsonObject text ? Json.Text(text, "text") ?? "" : Json.Text(plotly["layout"], "title") ?? "";
        return $"""<figure><p class="quiet">{Export.Html.Escape(title.Length > 0 ? title : "Chart")}: this chart is drawn when the page may run scripts.</p></figure>""";
    }
}
