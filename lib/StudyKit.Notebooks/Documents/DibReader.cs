using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// Reads a <c>.dib</c> file of Polyglot Notebooks: cells that begin with <c>#!csharp</c>, <c>#!markdown</c> or another
/// language, and perhaps a <c>#!meta</c> block of JSON before the first.
/// </summary>
internal static partial class DibReader
{
    /// <summary>Whether the bytes are a .dib file: the first text is a marker.</summary>
    public static bool IsDib(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8).StartsWith("#!"u8);

    /// <exception cref="NotebookFormatException">The <c>#!meta</c> block is no JSON.</exception>
    public static Notebook Read(byte[] bytes, string file)
    {
        Notebook notebook = Notebook.Create();
        string language = "csharp";
        List<string> lines = [];
        HashSet<string> ids = [];
        int number = 0;
        foreach (string line in Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (Marker().Match(line) is { Success: true } marker)
            {
                Add(notebook, language, lines, ids, file, number);
                language = marker.Groups[1].Value;
                lines.Clear();
            }
            else
            {
                lines.Add(line);
            }
        }

        Add(notebook, language, lines, ids, file, number);
        return notebook;
    }

    private static void Add(
        Notebook notebook, string language, List<string> lines, HashSet<string> ids, string file, int line)
    {
        string source = string.Join('\n', lines).Trim('\n');
        if (source.Length == 0) return;
        if (language == "meta")
        {
            notebook.Metadata["polyglot_notebook"] = Meta(source, file, line);
            return;
        }

        string id = CellIds.Unused(ids, $"{notebook.Cells.Count}\n{source}");
        CellKind kind = language == "markdown" ? CellKind.Markdown : CellKind.Code;
        Cell cell = Cell.Create(kind, id, source);
        if (kind == CellKind.Code) cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = language };
        notebook.Add(cell);
    }

    private static JsonNode? Meta(string json, string file, int line)
    {
        try
        {
            return RecordJson.Parse(json);
        }
        catch (JsonException error)
        {
            throw new NotebookFormatException(file, line, null, null, "A .dib file's #!meta block is JSON and ends " +
                "at the first cell.", "{ ... }", error.Message.Split(" LineNumber:")[0].TrimEnd('.'), error);
        }
    }

    // Only languages begin a cell; #!import, #!time and the like belong to the cell in which they stand.
    [GeneratedRegex(@"^#!(meta|csharp|c#|C#|fsharp|f#|F#|markdown|html|mermaid|javascript|js|pwsh|powershell|sql|kql" +
        @"|http|value|python)\s*$")]
    private static partial Regex Marker();
}
