using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.FSharp.Collections;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace StudyKit.Charts.Plotly;

/// <summary>
/// Builds Plotly.NET's objects from the JSON, property by property. Axes get their own type, which its style functions
/// look for.
/// </summary>
internal static class PlotlyNetConverter
{
    public static GenericChart Convert(JsonObject chart)
    {
        Trace[] traces =
        [
            .. chart["data"]!.AsArray().Select(node => Fill(new Trace((string)node!["type"]!), node.AsObject())),
        ];
        Layout layout = Fill(new Layout(), chart["layout"]!.AsObject());
        Config config = Fill(new Config(), chart["config"]!.AsObject());
        return GenericChart.fromChartDTO(new ChartDTO(ListModule.OfArray(traces), layout, config));
    }

    private static T Fill<T>(T target, JsonObject source)
        where T : DynamicObj.DynamicObj
    {
        foreach ((string key, JsonNode? value) in source)
        {
            if (key != "type" || target is not Trace) target.SetProperty(key, Value(key, value));
        }

        return target;
    }

    private static object? Value(string key, JsonNode? node) => node switch
    {
        null => null,
        JsonObject axis when key.StartsWith("xaxis", StringComparison.Ordinal)
            || key.StartsWith("yaxis", StringComparison.Ordinal) => Fill(new LinearAxis(), axis),
        JsonObject inner => Fill(new DynamicObj.DynamicObj(), inner),
        JsonArray items => items.Select(item => Value("", item)).ToArray(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
            value.GetValue<bool>(),
        _ => node.Deserialize<double>(),
    };
}
