using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Export;

/// <summary>Reads JSON that may lack anything: a missing or odd field is null, never an error.</summary>
internal static class Json
{
    public static string? Text(JsonNode? node, string name) => Field(node, name) switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    public static double? Number(JsonNode? node, string name) =>
        Field(node, name) is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;

    public static JsonNode? Field(JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>A number with four significant digits, or the text.</summary>
    public static string Display(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Quantity.Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        null => "–",
        _ => node.ToJsonString(),
    };
}
