using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace StudyKit.Contracts;

/// <summary>JSON of the kit's records: written readably, read from notebooks that anybody may have written.</summary>
public static class RecordJson
{
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Reads JSON that somebody else wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxDepth">How many levels it may have.</param>
    /// <returns>The value; null for the word null.</returns>
    /// <exception cref="JsonException">
    /// It is no JSON, or an object in it has a name twice. A node would tell the second name at the first look into
    /// it, with an exception of another kind, long after what it came in.
    /// </exception>
    public static JsonNode? Parse(string json, int maxDepth = 64) => JsonNode.Parse(
        json, documentOptions: new() { MaxDepth = maxDepth, AllowDuplicateProperties = false });

    /// <summary>Writes a node on one line, letters of all scripts as they are.</summary>
    /// <param name="node">What to write.</param>
    public static string Write(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.ToJsonString(Readable);
    }

    /// <summary>A field; null where there is none, or where the node is no object.</summary>
    /// <param name="node">Any node.</param>
    /// <param name="name">The field's name.</param>
    public static JsonNode? Field(JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>A field's text, or the digits of its number; null where it is missing or something else.</summary>
    /// <inheritdoc cref="Field"/>
    public static string? Text(JsonNode? node, string name) => Field(node, name) switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    /// <summary>A field's number; null where it is missing or something else.</summary>
    /// <inheritdoc cref="Field"/>
    public static double? Number(JsonNode? node, string name) => Number(Field(node, name));

    /// <summary>A node for a reader: a number with the digits that matter, a text, a dash for nothing.</summary>
    /// <param name="node">Any node.</param>
    public static string Show(JsonNode? node) => node switch
    {
        null => "–",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => NumberText.Of(Number(value) ?? double.NaN),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    /// <summary>A node's number; null where it is something else.</summary>
    /// <param name="node">Any node.</param>
    public static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;
}
