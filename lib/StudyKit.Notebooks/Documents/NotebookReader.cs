using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// Reads JSON into a notebook and checks the rules of nbformat 4 on which the rest of the kit relies.
/// </summary>
internal sealed class NotebookReader
{
    private static readonly string[] CellTypes = ["code", "markdown", "raw"];
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    private readonly string _file;
    private readonly byte[] _json;

    private readonly NotebookRepair _repair;

    private NotebookReader(byte[] json, string file) =>
        (_json, _file, _repair) = (json, file, new NotebookRepair(file));

    public static Notebook Read(byte[] bytes, string file)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        byte[] json = bytes.AsSpan().StartsWith(mark) ? bytes[mark.Length..] : bytes;
        bool isDib = Path.GetExtension(file).Equals(".dib", StringComparison.OrdinalIgnoreCase);
        if (isDib && Utf8.IsValid(json) && DibReader.IsDib(json)) return DibReader.Read(json, file);
        return new NotebookReader(json, file).Read();
    }

    private Notebook Read()
    {
        if (Parse() is not JsonObject root)
        {
            throw Broken(null, "A notebook is one JSON object.", "{ ... }", "other JSON");
        }

        CheckVersion(root);
        _repair.Metadata(root);
        if (root["metadata"] is not JsonObject)
        {
            throw Broken(null, "A notebook has the field metadata.", "an object", Describe(root["metadata"]));
        }

        if (root["cells"] is not JsonArray cells)
        {
            throw Broken(null, "A notebook has the field cells.", "a list", Describe(root["cells"]));
        }

        for (int i = 0; i < cells.Count; i++) CheckCell(cells[i], i);
        _repair.Ids(cells);
        if (CellIds.AddMissing(cells)) root["nbformat_minor"] = 5;
        return new Notebook(root, JsonStyle.Of(Encoding.UTF8.GetString(_json)), _repair.Sentences);
    }

    private JsonNode? Parse()
    {
        const string rule = "A notebook is well-formed JSON in UTF-8.";
        const string expected = "JSON as nbformat 4 writes it";
        if (_json is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new NotebookFormatException(
                _file, null, null, null, rule + " Save it again as UTF-8.", expected, "UTF-16");
        }

        if (!Utf8.IsValid(_json))
        {
            throw new NotebookFormatException(
                _file, JsonPlaces.LineOfInvalidText(_json), null, null, rule, expected, "bytes that are no UTF-8");
        }

        if (DibReader.IsDib(_json))
        {
            throw new NotebookFormatException(_file, 1, null, null, rule + " A .dib file is another format: give it " +
                "the extension .dib, and it is read as that.", expected, "a file that begins with #!");
        }

        _repair.Surrogates(_json);

        try
        {
            return JsonNode.Parse(_json, documentOptions: Options);
        }
        catch (JsonException error)
        {
            int? line = error.LineNumber is { } l ? (int)l + 1 : JsonPlaces.LineOfRepeatedKey(_json);
            int? column = error.BytePositionInLine is { } c ? (int)c + 1 : null;
            string advice = _json.Length == 0
                ? ""
                : " Open it in the program that wrote it and save it again, or take it from version control.";
            string received = _json.Length == 0
                ? "an empty file"
                : error.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
            throw new NotebookFormatException(_file, line, column, null, rule + advice, expected, received, error);
        }
    }

    private void CheckVersion(JsonObject root)
    {
        string received = $"nbformat {Describe(root["nbformat"])}, nbformat_minor {Describe(root["nbformat_minor"])}";
        const string rule = "This kit reads nbformat 4.";
        const string expected = "nbformat 4 with nbformat_minor 0 to 5";
        if (Integer(root["nbformat"]) is > 0 and < 4)
        {
            throw Broken(
                null, rule + " Convert an older notebook with `jupyter nbconvert --to notebook`.", expected, received);
        }

        if (Integer(root["nbformat"]) != 4 || Integer(root["nbformat_minor"]) is not (>= 0 and { } minor))
        {
            throw Broken(null, rule, expected, received);
        }

        _repair.Minor(root, minor);
    }

    private void CheckCell(JsonNode? node, int index)
    {
        if (node is not JsonObject cell) throw Broken(index, "A cell is a JSON object.", "{ ... }", Describe(node));

        string? type = MultilineText.Join(cell["cell_type"]);
        if (!CellTypes.Contains(type))
        {
            throw Broken(
                index, "A cell has the field cell_type.", "\"code\", \"markdown\" or \"raw\"",
                Describe(cell["cell_type"]));
        }

        if (MultilineText.Join(cell["source"]) is null)
        {
            throw Broken(
                index, "A cell has the field source.", "a string or a list of strings", Describe(cell["source"]));
        }

        _repair.Cell(cell, index);
        if (cell["metadata"] is not JsonObject)
        {
            throw Broken(index, "A cell has the field metadata.", "an object", Describe(cell["metadata"]));
        }

        if (type != "code") return;

        if (cell["outputs"] is not JsonArray outputs)
        {
            throw Broken(index, "A code cell has the field outputs.", "a list", Describe(cell["outputs"]));
        }

        for (int i = 0; i < outputs.Count; i++) CheckOutput(outputs[i], index, i);
    }

    private void CheckOutput(JsonNode? node, int cell, int index)
    {
        string place = $"outputs[{index}]: ";
        if (node is not JsonObject output)
        {
            throw Broken(cell, place + "An output is a JSON object.", "{ ... }", Describe(node));
        }

        (string Name, Func<JsonNode?, bool> Holds, string Expected)[] fields =
            MultilineText.Join(output["output_type"]) switch
            {
                "stream" =>
    [
                    ("name", IsText, "\"stdout\" or \"stderr\""), ("text", IsText, "a string or a list of strings"),
            ],
                "display_data" or "execute_result" =>
    [
                    ("data", value => value is JsonObject, "an object"),
                ("metadata", value => value is JsonObject, "an object"),
            ],
                "error" => [("ename", IsText, "a string"),
                ("evalue", IsText, "a string"), ("traceback", value => value is JsonArray, "a list of strings")],
                _ => throw Broken(cell, place +
                    "An output has the field output_type.", "\"stream\", \"display_data\", " +
                    "\"execute_result\" or \"error\"", Describe(output["output_type"])),
            };
        foreach ((string name, Func<JsonNode?, bool> holds, string expected) in fields)
        {
            if (!holds(output[name]))
            {
                throw Broken(cell, $"{place}An output of type {output["output_type"]} has the " +
                    $"field {name}.", expected, Describe(output[name]));
            }
        }
    }

    private NotebookFormatException Broken(int? cell, string rule, string expected, string received) =>
        new(_file, cell is { } index
            ? JsonPlaces.LineOfCell(_json, index)
            : null, null, cell, rule, expected, received);

    private static bool IsText(JsonNode? node) => MultilineText.Join(node) is not null;

    private static int? Integer(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static string Describe(JsonNode? node)
    {
        if (node is null) return "nothing";
        string text = JsonText.Write(node, indent: null);
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
