using System.Text;
using System.Text.Json;

namespace StudyKit.Notebooks.Documents;

/// <summary>Finds the lines (from 1) of things in a file; used only to say where an error is.</summary>
internal static class JsonPlaces
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>The line on which a cell begins; null when there is no such cell.</summary>
    public static int? LineOfCell(ReadOnlySpan<byte> json, int index)
    {
        Utf8JsonReader reader = new(json, Options);
        bool inCells = false;
        int cell = 0;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                inCells = reader.ValueTextEquals("cells");
            }

            bool begins = inCells && reader.CurrentDepth == 2
                && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
            if (begins && cell++ == index) return LineOf(json, reader.TokenStartIndex);
        }

        return null;
    }

    /// <summary>
    /// The line of the first key that its object already has; null when there is none or the JSON is broken before it.
    /// </summary>
    public static int? LineOfRepeatedKey(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, Options);
        Stack<HashSet<string>> objects = new();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject) objects.Push([]);
                if (reader.TokenType == JsonTokenType.EndObject) objects.Pop();
                if (reader.TokenType == JsonTokenType.PropertyName && !objects.Peek().Add(reader.GetString()!))
                {
                    return LineOf(json, reader.TokenStartIndex);
                }
            }
        }
        catch (JsonException)
        {
            // Broken in another way; its own error has its own place.
        }

        return null;
    }

    /// <summary>The line of the first bytes that are no UTF-8.</summary>
    public static int LineOfInvalidText(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length
            && Rune.DecodeFromUtf8(text[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return LineOf(text, at);
    }

    private static int LineOf(ReadOnlySpan<byte> text, long offset) => text[..(int)offset].Count((byte)'\n') + 1;
}
