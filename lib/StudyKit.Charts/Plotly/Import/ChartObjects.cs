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
        if (Value(script, "var data =", out string rest) is not JsonArray data) return null;

        // XPlot writes an empty text where there is no layout.
        JsonNode layout = Value(rest, "var layout =", out _) as JsonObject ?? new JsonObject();
        return new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString(Plotly.Json.Options);
    }

    /// <summary>The JSON value behind a marker, and what follows it. A JSON reader finds its end: texts in it may hold anything.</summary>
    private static JsonNode? Value(string script, string marker, out string rest)
    {
        rest = "";
        int start = script.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0) return null;
        byte[] bytes = Encoding.UTF8.GetBytes(script[(start + marker.Length)..]);
        Utf8JsonReader reader = new(bytes, isFinalBlock: false, state: default);
        try
        {
            if (!reader.Read() || !JsonDocument.TryParseValue(ref reader, out JsonDocument? value)) return null;
            rest = Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed));
            using (value) return JsonNode.Parse(value.RootElement.GetRawText());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
