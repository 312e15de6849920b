using System.Text.Json;

namespace StudyKit.Notebooks.Documents;

/// <summary>Finds the line of a file on which a cell begins; used only to say where an error is.</summary>
internal static class CellLines
{
    /// <param name="json">The whole file, well-formed.</param>
    /// <param name="index">The cell's index, from 0.</param>
    /// <returns>The line, from 1; null when there is no such cell.</returns>
    public static int? LineOf(ReadOnlySpan<byte> json, int index)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 512 });
        bool inCells = false;
        int cell = 0;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName) inCells = reader.ValueTextEquals("cells");
            bool begins = inCells && reader.CurrentDepth == 2 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
            if (begins && cell++ == index) return json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
        }

        return null;
    }
}
