using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>Gets the JSON out of the chart objects of other libraries, by name and without a reference to them.</summary>
internal static class ChartObjects
{
    public static string? Json(object chart)
    {
        // F# unions have nested case types, so the base types are looked at too.
        for (Type? type = chart.GetType(); type is not null; type = type.BaseType)
        {
            switch (type.FullName)
            {
                case "Plotly.NET.GenericChart":
                    return type.GetMethod("toFigureJson", BindingFlags.Public | BindingFlags.Static, [type])?.Invoke(null, [chart]) as string;
                case "XPlot.Plotly.PlotlyChart":
                    return type.GetMethod("GetPlottingJS", Type.EmptyTypes)?.Invoke(chart, null) is string script ? JsonFromScript(script) : null;
            }
        }

        return null;
    }

    public static string? JsonFromScript(string script)
    {
        if (Value(script, "var data =") is not JsonArray data) return null;

        // XPlot writes an empty text where there is no layout.
        JsonNode layout = Value(script, "var layout =") as JsonObject ?? new JsonObject();
        return new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString(Plotly.Json.Options);
    }

    /// <summary>The JSON value behind a marker. A JSON reader finds its end: texts in it may hold semicolons and brackets.</summary>
    private static JsonNode? Value(string script, string marker)
    {
        int start = script.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0) return null;
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(script[(start + marker.Length)..]), isFinalBlock: false, state: default);
        try
        {
            return reader.Read() && JsonDocument.TryParseValue(ref reader, out JsonDocument? value) ? JsonNode.Parse(value!.RootElement.GetRawText()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
