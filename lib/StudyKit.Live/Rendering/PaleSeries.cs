using System.Text.Json.Nodes;

namespace StudyKit.Live.Rendering;

/// <summary>
/// After an experiment has run again, the lines of the run before stay in its figure, pale. They are on the page only:
/// the notebook and its report show what was run.
/// </summary>
internal static class PaleSeries
{
    private const double Opacity = 0.28;

    /// <summary>A chart with the lines of an earlier one behind its own.</summary>
    /// <param name="chart">Plotly's JSON; not changed.</param>
    /// <param name="before">The charts that the cell drew before.</param>
    public static JsonObject Merge(JsonObject chart, IReadOnlyList<JsonObject> before)
    {
        JsonObject? earlier = before.FirstOrDefault(one => Title(one) == Title(chart))
            ?? (before.Count == 1 ? before[0] : null);
        if (earlier?["data"] is not JsonArray traces || chart["data"] is not JsonArray own) return chart;
        JsonObject[] pale = [.. traces.OfType<JsonObject>().Where(IsLine)
            .Where(trace => !own.OfType<JsonObject>().Any(other => SameValues(trace, other)))];
        if (pale.Length == 0) return chart;
        JsonObject merged = (JsonObject)chart.DeepClone();
        JsonArray all = (JsonArray)merged["data"]!;
        bool isFirst = true;
        foreach (JsonObject trace in pale)
        {
            JsonObject copy = (JsonObject)trace.DeepClone();
            copy["opacity"] = Opacity;
            copy["name"] = isFirst ? "the run before" : $"{(string?)trace["name"]}, the run before";
            copy["legendgroup"] = "before";
            copy["showlegend"] = isFirst;
            isFirst = false;
            all.Add((JsonNode)copy);
        }

        return merged;
    }

    /// <summary>Lines and points stay readable one behind the other; bands, bars and maps do not.</summary>
    private static bool IsLine(JsonObject trace) =>
        (Text(trace["type"]) is "scatter" or "scattergl" or null) && trace["fill"] is null && trace["x"] is not null
            && Text(trace["legendgroup"]) != "before";

    private static bool SameValues(JsonObject one, JsonObject other) =>
        JsonNode.DeepEquals(one["x"], other["x"]) && JsonNode.DeepEquals(one["y"], other["y"]);

    private static string Title(JsonObject chart) =>
        (chart["layout"] as JsonObject)?["title"] is { } title
            ? Text(title) ?? Text((title as JsonObject)?["text"]) ?? "" : "";

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
