using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>
/// Charts made with Plotly.NET or XPlot.Plotly by the reader, whose libraries may come from a #r of any version:
/// recognised by type name and asked by reflection for their own JSON.
/// </summary>
internal static class PlotlyObjects
{
    /// <summary>{data, layout, config} as plotly.js takes it; null when the object is no chart of the two libraries.</summary>
    public static JsonObject? TryRead(object value)
    {
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == "Plotly.NET.GenericChart") return PlotlyNet(value, type);
            if (type.FullName == "XPlot.Plotly.PlotlyChart") return XPlot(value, type);
        }

        return null;
    }

    private static JsonObject PlotlyNet(object chart, Type type)
    {
        // An F# module function, static on the class; the module may be the type itself or carry the suffix Module.
        MethodInfo toJson = new[] { type, type.Assembly.GetType("Plotly.NET.GenericChartModule") }
            .OfType<Type>()
            .SelectMany(candidate => candidate.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .FirstOrDefault(method => method.Name == "toJson" && method.GetParameters() is [{ } only] && only.ParameterType.IsInstanceOfType(chart))
            ?? throw new FormatterException(type, "this version of Plotly.NET has no GenericChart.toJson");
        JsonNode? figure = JsonNode.Parse((string)toJson.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [chart], null)!);
        return Figure(figure?["data"], figure?["layout"], figure?["config"]);
    }

    private static JsonObject XPlot(object chart, Type type)
    {
        // The chart keeps its traces and layout for the script it writes; that script is the only public form of all options.
        string script = (string)type.GetMethod("GetInlineJS", BindingFlags.Public | BindingFlags.Instance, [])!.Invoke(chart, BindingFlags.DoNotWrapExceptions, null, [], null)!;
        return Figure(Assigned(script, "data"), Assigned(script, "layout"), null);
    }

    private static JsonObject Figure(JsonNode? data, JsonNode? layout, JsonNode? config) => new()
    {
        ["data"] = data?.DeepClone() ?? new JsonArray(),
        ["layout"] = layout?.DeepClone() ?? new JsonObject(),
        ["config"] = config?.DeepClone() ?? new JsonObject(),
    };

    /// <summary>The JSON that the script assigns to a variable: <c>var data = [...];</c>.</summary>
    private static JsonNode? Assigned(string script, string variable)
    {
        string start = $"var {variable} = ";
        int at = script.IndexOf(start, StringComparison.Ordinal);
        if (at < 0) return null;
        byte[] rest = System.Text.Encoding.UTF8.GetBytes(script[(at + start.Length)..]);
        Utf8JsonReader reader = new(rest, isFinalBlock: false, default);
        if (rest is [(byte)'"', (byte)'"', ..]) return null;
        return JsonNode.Parse(ref reader);
    }
}
