using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>A cell of a notebook: a view on its JSON, so that fields unknown here are kept.</summary>
public sealed class Cell
{
    internal Cell(JsonObject node) => Node = node;

    /// <summary>A new cell with the keys in Jupyter's order.</summary>
    /// <param name="kind">What the cell holds.</param>
    /// <param name="id">1 to 64 letters, digits, <c>-</c> or <c>_</c>; unique in the notebook.</param>
    /// <param name="source">The cell's text.</param>
    /// <param name="tags">Tags for <c>metadata.tags</c>.</param>
    public static Cell Create(CellKind kind, string id, string source, params string[] tags)
    {
        bool code = kind == CellKind.Code;
        JsonObject node = new() { ["cell_type"] = NameOf(kind) };
        if (code) node["execution_count"] = null;
        node["id"] = id;
        node["metadata"] = new JsonObject();
        if (code) node["outputs"] = new JsonArray();
        node["source"] = MultilineText.Split(source);
        Cell cell = new(node);
        if (tags.Length > 0) cell.Metadata["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]);
        return cell;
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind => (string?)Node["cell_type"] switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        _ => CellKind.Raw,
    };

    /// <summary>The cell's stable name in this notebook.</summary>
    public string Id => (string)Node["id"]!;

    /// <summary>The cell's text. Setting an equal text changes nothing in the file.</summary>
    public string Source
    {
        get => MultilineText.Join(Node["source"])!;
        set
        {
            if (value != Source) Node["source"] = MultilineText.Split(value);
        }
    }

    /// <summary>The cell's metadata; changes are written with the notebook.</summary>
    public JsonObject Metadata => (JsonObject)Node["metadata"]!;

    /// <summary><c>metadata.tags</c>; empty when there are none.</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.Select(tag => MultilineText.Join(tag)).OfType<string>()] : [];

    /// <summary>
    /// The cell's number in the order of running; null when it was not run. Only code cells have one.
    /// </summary>
    public int? ExecutionCount
    {
        get => Node["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => Node["execution_count"] = value;
    }

    /// <summary>
    /// A code cell's outputs, read anew at each call; outputs of unknown types are left out (and kept in the file).
    /// </summary>
    public IReadOnlyList<CellOutput> Outputs =>
        Node["outputs"] is JsonArray outputs
            ? [.. outputs.OfType<JsonObject>().Select(CellOutput.From).OfType<CellOutput>()]
            : [];

    /// <summary>Files attached to a Markdown cell (<c>attachment:name</c> in its text), by name.</summary>
    public IReadOnlyDictionary<string, MimeBundle> Attachments =>
        Node["attachments"] is JsonObject files
            ? files.Where(file => file.Value is JsonObject)
                .ToDictionary(file => file.Key, file => MimeBundle.From((JsonObject)file.Value!))
            : new Dictionary<string, MimeBundle>();

    internal JsonObject Node { get; }

    /// <summary>Whether the cell carries this tag.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>Replaces all outputs of a code cell.</summary>
    public void SetOutputs(IEnumerable<CellOutput> outputs) =>
        Node["outputs"] = new JsonArray([.. outputs.Select(output => (JsonNode)output.ToJson())]);

    internal static string NameOf(CellKind kind) => kind switch
    {
        CellKind.Code => "code",
        CellKind.Markdown => "markdown",
        _ => "raw",
    };
}
