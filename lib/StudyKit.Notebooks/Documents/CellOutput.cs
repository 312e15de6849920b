using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// One output of a code cell. A view: the notebook's JSON stays the truth, so what is unknown here is kept there.
/// </summary>
public abstract record CellOutput
{
    private protected CellOutput()
    {
    }

    /// <summary>Reads nbformat's output object; null for an output type that nbformat 4 does not know.</summary>
    internal static CellOutput? From(JsonObject output) => Field(output, "output_type") switch
    {
        "stream" => new StreamOutput(Field(output, "name"), Field(output, "text")),
        "display_data" => new DisplayOutput(Data(output), Metadata(output)),
        "execute_result" => new ResultOutput(Data(output), Metadata(output), Count(output)),
        "error" => new ErrorOutput(Field(output, "ename"), Field(output, "evalue"), Lines(output["traceback"])),
        _ => null,
    };

    /// <summary>nbformat's output object, keys in Jupyter's (sorted) order.</summary>
    internal abstract JsonObject ToJson();

    private static string Field(JsonObject output, string name) => MultilineText.Join(output[name]) ?? "";

    private static MimeBundle Data(JsonObject output) => output["data"] is JsonObject data ? MimeBundle.From(data) : [];

    private static JsonObject Metadata(JsonObject output) =>
        output["metadata"] is JsonObject metadata ? (JsonObject)metadata.DeepClone() : [];

    private static int? Count(JsonObject output) =>
        output["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;

    private static string[] Lines(JsonNode? node) =>
        node is JsonArray lines ? [.. lines.Select(line => MultilineText.Join(line) ?? "")] : [];
}

/// <summary>Text written to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">What was written.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput
{
    internal override JsonObject ToJson() =>
        new() { ["name"] = Name, ["output_type"] = "stream", ["text"] = MultilineText.Split(Text) };
}

/// <summary>An output that is shown in one of several MIME types.</summary>
/// <param name="Data">The object in each type.</param>
/// <param name="Metadata">Metadata by MIME type.</param>
public abstract record DataOutput(MimeBundle Data, JsonObject Metadata) : CellOutput;

/// <summary>An object that the cell displayed.</summary>
/// <inheritdoc/>
public sealed record DisplayOutput(MimeBundle Data, JsonObject Metadata) : DataOutput(Data, Metadata)
{
    internal override JsonObject ToJson() => new()
    {
        ["data"] = Data.ToJson(),
        ["metadata"] = Metadata.DeepClone(),
        ["output_type"] = "display_data",
    };
}

/// <summary>The value of the cell's last expression.</summary>
/// <param name="Data">The object in each type.</param>
/// <param name="Metadata">Metadata by MIME type.</param>
/// <param name="ExecutionCount">The cell's number in the order of running.</param>
public sealed record ResultOutput(MimeBundle Data, JsonObject Metadata, int? ExecutionCount)
    : DataOutput(Data, Metadata)
{
    internal override JsonObject ToJson() => new()
    {
        ["data"] = Data.ToJson(),
        ["execution_count"] = ExecutionCount,
        ["metadata"] = Metadata.DeepClone(),
        ["output_type"] = "execute_result",
    };
}

/// <summary>An error that ended the cell.</summary>
/// <param name="Name">The exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines for a person, without repetition of the message in the first where it is long.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput
{
    internal override JsonObject ToJson() => new()
    {
        ["ename"] = Name,
        ["evalue"] = Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. Traceback.Select(line => (JsonNode)line)]),
    };
}
