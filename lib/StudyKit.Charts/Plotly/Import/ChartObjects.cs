using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>
/// Gets the JSON out of the chart objects of other libraries, by name and without a reference to them.
/// </summary>
internal static class ChartObjects
{
    /// <summary>
    /// {data, layout, config} as plotly.js takes it; <c>null</c> when the object is no chart of the two libraries.
    /// </summary>
    public static string? Json(object chart)
    {
        // F# unions have nested case types, so the base types are looked at too.
        for (Type? type = chart.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == "Plotly.NET.GenericChart") return OfPlotlyNet(chart, type);

            // The chart keeps its traces for the script it writes; that script is the only public form of all options.
            if (type.FullName == "XPlot.Plotly.PlotlyChart")
            {
                return type.GetMethod(
                    "GetPlottingJS",
                    [])?.Invoke(chart, BindingFlags.DoNotWrapExceptions, null, [], null) is string script
                    ? JsonFromScript(script)
                    : null;
            }
        }

        return null;
    }

    public static string? JsonFromScript(string script)
    {
        if (Value(script, "var data =", out string rest) is not JsonArray data) return null;

        // XPlot writes an empty text where there is no layout.
        return Chart(data, Value(rest, "var layout =", out _) as JsonObject, null);
    }

    private static string? OfPlotlyNet(object chart, Type type)
    {
        // An F# module function, static on the class; in other versions the module may be a class of its own.
        MethodInfo? toJson = new[] { type, type.Assembly.GetType("Plotly.NET.GenericChartModule") }
            .OfType<Type>()
            .SelectMany(candidate => candidate.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .FirstOrDefault(method => method.Name == "toJson" && method.GetParameters() is [{ } only]
                && only.ParameterType.IsInstanceOfType(chart));
        if (toJson?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [chart], null) is not string json
            || RecordJson.Parse(json) is not JsonObject node)
        {
            return null;
        }

        return node["data"] is JsonArray data
            ? Chart(data, node["layout"] as JsonObject, node["config"] as JsonObject)
            : null;
    }

    private static string Chart(JsonArray data, JsonObject? layout, JsonObject? config) => new JsonObject
    {
        ["data"] = data.DeepClone(),
        ["layout"] = layout?.DeepClone() ?? new JsonObject(),
        ["config"] = config?.DeepClone() ?? new JsonObject(),
    }.ToJsonString(Plotly.Json.Options);

    /// <summary>
    /// The JSON value behind a marker, and what follows it. A JSON reader finds its end: texts in it may hold anything.
    /// </summary>
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
            using (value) return RecordJson.Parse(value.RootElement.GetRawText());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
