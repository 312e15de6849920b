using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>Reads numbers, names and titles as the writers of Plotly JSON write them.</summary>
internal static class Values
{
    private static readonly string[] Tags = ["b", "i", "em", "sub", "sup", "br", "span", "a", "u", "s"];

    /// <summary>The items of a list, also of one packed as base64 (<c>{"dtype": "f8", "bdata": "..."}</c>).</summary>
    public static JsonNode?[]? List(JsonNode? node) => node switch
    {
        JsonArray array => [.. array],
        JsonObject packed when packed["bdata"] is not null => Unpack(packed),
        _ => null,
    };

    /// <summary>Whether all items are numbers or gaps, at least one a number.</summary>
    public static bool AreNumbers(JsonNode?[] items) => items.All(item => item is null || Number(item) is not null)
        && items.Any(item => Number(item) is { } value && double.IsFinite(value));

    /// <summary>The items as numbers; what is no finite number is a gap.</summary>
    public static double[] Numbers(JsonNode?[] items) =>
        [.. items.Select(item => Number(item) is { } value && double.IsFinite(value) ? value : double.NaN)];

    public static string[] Names(JsonNode?[] items) => [.. items.Select(Name)];

    /// <summary>A number; JSON has no NaN, so writers put it into a text.</summary>
    public static double? Number(JsonNode? node)
    {
        if (node is not JsonValue value) return null;
        if (value.GetValueKind() == JsonValueKind.Number) return value.GetValue<double>();
        return value.GetValueKind() == JsonValueKind.String
            && value.GetValue<string>() is "NaN" or "Infinity" or "-Infinity" ? double.NaN : null;
    }

    public static string? String(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A title, written as a text or as an object with a text; without the tags that Plotly knows.</summary>
    public static string? Title(JsonNode? node)
    {
        string? text = node is JsonObject titled ? String(titled["text"]) : String(node);
        return string.IsNullOrWhiteSpace(text) ? null : Clean(text);
    }

    public static string Clean(string text)
    {
        string kept = text.Replace("<br>", " ", StringComparison.OrdinalIgnoreCase)
            .Replace("<br/>", " ", StringComparison.OrdinalIgnoreCase);
        foreach (string tag in Tags)
        {
            kept = Without(Without(kept, $"</{tag}"), $"<{tag}");
        }

        return WebUtility.HtmlDecode(kept).TrimEnd('\u200B').Trim();
    }

    private static string Name(JsonNode? item) => Number(item) is { } number
        ? number.ToString(CultureInfo.InvariantCulture)
        : Clean(String(item) ?? item?.ToJsonString() ?? "");

    /// <summary>Removes each tag that opens so: its name must end there, or "&lt;b" would eat "&lt;bos&gt;".</summary>
    private static string Without(string text, string opening)
    {
        int start = 0;
        while ((start = text.IndexOf(opening, start, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            int next = start + opening.Length, end = text.IndexOf('>', start);
            if (end < 0) return text;
            if (text[next] is '>' or ' ' or '/') text = text.Remove(start, end - start + 1);
            else start = next;
        }

        return text;
    }

    private static JsonNode?[]? Unpack(JsonObject packed)
    {
        Span<byte> bytes = new byte[(String(packed["bdata"])?.Length ?? 0)];
        if (!Convert.TryFromBase64String(String(packed["bdata"]) ?? "", bytes, out int length)) return null;
        ReadOnlySpan<byte> data = bytes[..length];
        int size = String(packed["dtype"]) switch
        {
            "f8" => 8,
            "f4" or "i4"
            or "u4" => 4,
            "i2" or "u2" => 2,
            "i1" or "u1" => 1,
            _ => 0
        };
        if (size == 0 || length % size != 0) return null;
        List<JsonNode?> items = [];
        for (int at = 0; at < length; at += size)
        {
            items.Add(JsonValueOf(Read(data[at..(at + size)], String(packed["dtype"])!)));
        }

        return [.. items];
    }

    private static JsonValue JsonValueOf(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create("NaN");

    private static double Read(ReadOnlySpan<byte> item, string type) => type switch
    {
        "f8" => BinaryPrimitives.ReadDoubleLittleEndian(item),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(item),
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(item),
        "u4" => BinaryPrimitives.ReadUInt32LittleEndian(item),
        "i2" => BinaryPrimitives.ReadInt16LittleEndian(item),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(item),
        "i1" => (sbyte)item[0],
        _ => item[0],
    };
}
