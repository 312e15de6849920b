using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// One shown object in several MIME types, in the order in which they were added. The front end picks the richest that
/// it can draw.
/// </summary>
public sealed class MimeBundle : IEnumerable<KeyValuePair<string, JsonNode>>
{
    private readonly OrderedDictionary<string, JsonNode> _items = new(StringComparer.Ordinal);

    /// <summary>The MIME types present.</summary>
    public IReadOnlyCollection<string> Types => _items.Keys;

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _items.Count == 0;

    /// <summary>
    /// Whether values of this type are JSON (<c>application/json</c> and everything that ends with <c>+json</c>) and
    /// not text.
    /// </summary>
    public static bool IsJson(string mimeType) =>
        mimeType == MimeTypes.Json || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether the bundle has this type.</summary>
    public bool Contains(string mimeType) => _items.ContainsKey(mimeType);

    /// <summary>Adds a value, or replaces the one of the same type. Text for a JSON type is parsed.</summary>
    /// <exception cref="JsonException">
    /// The type is JSON and the text is not, or an object in it has a name twice.
    /// </exception>
    public void Add(string mimeType, string text) =>
        _items[mimeType] = !IsJson(mimeType) ? JsonValue.Create(text)
            : RecordJson.Parse(HalfSurrogates.Mended(text), maxDepth: 512)
                ?? throw new JsonException($"A value of type {mimeType} is not null. Expected: an " +
                    $"object, a list, a text or a number. Received: {text}.");

    /// <summary>Adds JSON, or replaces the value of the same type. The node is copied.</summary>
    public void Add(string mimeType, JsonNode json) => _items[mimeType] = json.DeepClone();

    /// <summary>The value as text (JSON types as JSON text); null when the bundle lacks the type.</summary>
    public string? Text(string mimeType)
    {
        if (!_items.TryGetValue(mimeType, out JsonNode? node)) return null;
        return IsJson(mimeType)
            ? JsonText.Write(node, indent: null)
            : MultilineText.Join(node) ?? JsonText.Write(node, indent: null);
    }

    /// <summary>The value of a JSON type (do not change it); null when the bundle lacks the type.</summary>
    public JsonNode? Json(string mimeType) => _items.GetValueOrDefault(mimeType);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonNode>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads nbformat's <c>data</c> object.</summary>
    internal static MimeBundle From(JsonObject data)
    {
        MimeBundle bundle = [];
        foreach ((string type, JsonNode? node) in data)
        {
            if (node is null) continue;
            string? text = IsJson(type) ? null : MultilineText.Join(node);
            if (text is null) bundle.Add(type, node);
            else bundle.Add(type, text);
        }

        return bundle;
    }

    /// <summary>nbformat's <c>data</c> object; long text as a list of lines.</summary>
    internal JsonObject ToJson()
    {
        JsonObject data = [];
        foreach ((string type, JsonNode node) in _items)
        {
            bool lines = !IsJson(type) && node is JsonValue value && value.TryGetValue(out string? text)
                && text.Contains('\n');
            data[type] = lines ? MultilineText.Split(node.GetValue<string>()) : node.DeepClone();
        }

        return data;
    }
}
