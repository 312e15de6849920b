using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Charts.Plotly.Import;
using StudyKit.Contracts;

namespace StudyKit.Charts;

/// <summary>
/// Reads charts that were made elsewhere (Plotly.NET, XPlot.Plotly, any Plotly JSON) into figures,
/// so that they too have a static picture, a table and a text for those who cannot see them.
/// Lines, points, bars, histograms, heatmaps and boxes are drawn; anything else becomes a message with the data as a
/// table.
/// </summary>
public static class PlotlyImport
{
    /// <summary>Reads Plotly's JSON: <c>{"data": [...], "layout": {...}}</c>.</summary>
    /// <param name="json">The JSON, as Plotly.NET's <c>GenericChart.toFigureJson</c> writes it.</param>
    /// <param name="figure">The figure; one that says why where it could not be drawn.</param>
    /// <returns>Whether every trace is drawn.</returns>
    public static bool TryRead(string json, out Figure figure)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            if (RecordJson.Parse(json) is JsonObject chart && chart["data"] is JsonArray data)
            {
                return ImportedChart.TryRead(data, chart["layout"] as JsonObject ?? [], out figure);
            }

            figure = Figure.Message("A chart without data", "A Plotly chart is an object with a list \"data\"; there " +
                "is none here.");
        }
        catch (JsonException error)
        {
            figure = Figure.Message("A chart that cannot be read", $"The chart's JSON is not valid: {error.Message}");
        }

        return false;
    }

    /// <summary>
    /// Finds the JSON of a chart object by the public methods that its library has: Plotly.NET's
    /// <c>GenericChart.toJson</c>, XPlot.Plotly's <c>PlotlyChart.GetPlottingJS</c>. Both are found by name: the chart
    /// may come from any version, and neither library is loaded for other objects.
    /// </summary>
    /// <param name="chart">Any object.</param>
    /// <param name="json">The JSON <c>{"data": [...], "layout": {...}, "config": {...}}</c>, or an empty text.</param>
    /// <returns>Whether it was such a chart.</returns>
    public static bool TryGetJson(object chart, out string json)
    {
        ArgumentNullException.ThrowIfNull(chart);
        json = ChartObjects.Json(chart) ?? "";
        return json.Length > 0;
    }

    /// <summary>
    /// Finds the JSON in a script that draws a chart: <c>var data = [...]; var layout = {...};</c>, as XPlot.Plotly
    /// writes it.
    /// </summary>
    /// <param name="script">The script, or HTML with it.</param>
    /// <param name="json">The JSON <c>{"data": [...], "layout": {...}, "config": {}}</c>, or an empty text.</param>
    /// <returns>Whether data were found.</returns>
    public static bool TryGetJsonFromScript(string script, out string json)
    {
        ArgumentNullException.ThrowIfNull(script);
        json = ChartObjects.JsonFromScript(script) ?? "";
        return json.Length > 0;
    }
}
