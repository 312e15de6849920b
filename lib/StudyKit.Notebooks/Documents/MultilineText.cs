using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// nbformat keeps long text either as one string or as a list of lines, each with its line break. Both are read; the
/// list is written.
/// </summary>
internal static class MultilineText
{
    /// <summary>The text of a string or of a list of strings; null when the node is neither.</summary>
    public static string? Join(JsonNode? node)
    {
        if (node is JsonValue value) return value.TryGetValue(out string? text) ? text : null;
        if (node is not JsonArray lines) return null;

        string[] parts = new string[lines.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            if (lines[i] is not JsonValue line || !line.TryGetValue(out string? part)) return null;
            parts[i] = part;
        }

        return string.Concat(parts);
    }

    /// <summary>Cuts after each line feed; the empty text gives the empty list.</summary>
    public static JsonArray Split(string text)
    {
        JsonArray lines = [];
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            int next = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..next]);
            start = next;
        }

        return lines;
    }
}
