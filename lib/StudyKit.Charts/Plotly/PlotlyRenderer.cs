using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly;

/// <summary>
/// Writes a figure as Plotly's JSON, with nothing but System.Text.Json: no chart library is loaded on the way,
/// so it works in hosts that carry another F# library than Plotly.NET wants.
/// </summary>
internal static class PlotlyRenderer
{
    public static string Render(Figure figure) => Build(figure).ToJsonString(Json.Options);

    public static JsonObject Build(Figure figure)
    {
        figure.EnsureDrawable();
        (JsonArray data, JsonObject layout) = figure.Chart.Build();
        return new JsonObject
        {
            ["data"] = data,
            ["layout"] = layout,
            ["config"] = new JsonObject
            {
                ["responsive"] = true,
                ["displaylogo"] = false,
                ["modeBarButtonsToRemove"] = Json.Texts(["select2d", "lasso2d", "autoScale2d"]),
            },
        };
    }
}
