using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// Writes JSON as Jupyter does: keys in their order, one item a line, only what must be escaped is escaped.
/// Numbers keep the digits that were read. System.Text.Json's own writer escapes emoji, which would change foreign
/// files.
/// </summary>
internal static class JsonText
{
    /// <param name="node">What to write.</param>
    /// <param name="indent">One level of indentation; null writes everything on one line.</param>
    /// <param name="newLine">The line break between items.</param>
    public static string Write(JsonNode? node, string? indent, string newLine = "\n")
    {
        StringBuilder text = new();
        new Writer(text, indent, newLine).Node(node, 0);
        return text.ToString();
    }

    private readonly struct Writer(StringBuilder text, string? indent, string newLine)
    {
        public void Node(JsonNode? node, int depth)
        {
            switch (node)
            {
                case null: text.Append("null"); break;
                case JsonObject map: Object(map, depth); break;
                case JsonArray list: Array(list, depth); break;
                default: Value((JsonValue)node); break;
            }
        }

        private void Object(JsonObject map, int depth)
        {
            text.Append('{');
            bool first = true;
            foreach ((string key, JsonNode? child) in map)
            {
                Separate(ref first, depth + 1);
                String(key);
                text.Append(": ");
                Node(child, depth + 1);
            }

            Close('}', first, depth);
        }

        private void Array(JsonArray list, int depth)
        {
            text.Append('[');
            bool first = true;
            foreach (JsonNode? child in list)
            {
                Separate(ref first, depth + 1);
                Node(child, depth + 1);
            }

            Close(']', first, depth);
        }

        private void Separate(ref bool first, int depth)
        {
            if (!first) text.Append(indent is null ? ", " : ",");
            first = false;
            Break(depth);
        }

        private void Close(char bracket, bool empty, int depth)
        {
            if (!empty) Break(depth);
            text.Append(bracket);
        }

        private void Break(int depth)
        {
            if (indent is null) return;
            text.Append(newLine);
            for (int i = 0; i < depth; i++) text.Append(indent);
        }

        private void Value(JsonValue value)
        {
            if (value.GetValueKind() != JsonValueKind.String)
            {
                text.Append(value.TryGetValue(out JsonElement number) ? number.GetRawText() : value.ToJsonString());
                return;
            }

            if (value.TryGetValue(out JsonElement element))
            {
                string raw = element.GetRawText();
                // Nothing escaped, or half a surrogate pair that has no text form: what was read is what is written.
                if (!raw.Contains('\\') || !value.TryGetString(out string? read)) text.Append(raw);
                else String(read);
                return;
            }

            String(value.GetValue<string>());
        }

        private void String(string value)
        {
            text.Append('"');
            foreach (char c in value)
            {
                switch (c)
                {
                    case '"': text.Append("\\\""); break;
                    case '\\': text.Append("\\\\"); break;
                    case '\n': text.Append("\\n"); break;
                    case '\r': text.Append("\\r"); break;
                    case '\t': text.Append("\\t"); break;
                    case '\f': text.Append("\\f"); break;
                    case '\b': text.Append("\\b"); break;
                    case < ' ': text.Append($"\\u{(int)c:x4}"); break;
                    default: text.Append(c); break;
                }
            }

            text.Append('"');
        }
    }

    /// <summary>
    /// A string's text; false for half a surrogate pair, which JSON can escape and .NET can't decode.
    /// </summary>
    internal static bool TryGetString(this JsonValue value, out string text)
    {
        try
        {
            text = value.GetValue<string>();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
