using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// What a front end and the notebook's process say to each other: one JSON object a line, on a pipe of their own,
/// since the console belongs to the cells and to native code. <c>docs/session-protocol.md</c> lists the messages.
/// </summary>
internal static class SessionProtocol
{
    /// <summary>Grows when a field changes its meaning.</summary>
    public const int Number = 2;

    public const string Hello = "hello", Run = "run", Interrupt = "interrupt", Reply = "reply", Cancel = "cancel",
        Inspect = "inspect", Exit = "exit", Ready = "ready", Ended = "ended", Inspected = "inspected",
        Answer = "answer";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    public static string Line(JsonObject message) => JsonText.Write(message, indent: null);

    public static JsonObject Read(string line) => (JsonObject)JsonNode.Parse(line, documentOptions: Options)!;

    public static string TypeOf(JsonObject message) => Text(message, "type");

    public static JsonObject Message(string type) => new() { ["type"] = type };

    public static JsonObject ToHello() => new()
    {
        ["type"] = Hello,
        ["protocol"] = Number,
        ["version"] = SessionTables.Version,
    };

    public static bool Wants(JsonObject hello, string what) => (bool?)hello[what] ?? false;

    public static JsonObject ToRun(CellRequest cell) => new()
    {
        ["type"] = Run,
        ["id"] = cell.Id,
        ["code"] = cell.Code,
        ["name"] = cell.Name,
        ["language"] = cell.Language,
    };

    public static CellRequest RequestOf(JsonObject message) => new(
        Text(message, "code"), (string?)message["name"] ?? "cell", (string?)message["language"] ?? "csharp",
        message["id"] is JsonValue id ? id.ToString() : null);

    public static JsonObject ToEnd(CellOutcome outcome, string? run) =>
        Named(new() { ["type"] = Ended, ["outcome"] = outcome.ToString() }, run);

    public static CellOutcome OutcomeOf(JsonObject message) => Enum.Parse<CellOutcome>(Text(message, "outcome"));

    public static JsonObject Of(SessionEvent said) => Named(Bare(said), said.Run);

    private static JsonObject Named(JsonObject message, string? run)
    {
        if (run is not null) message["run"] = run;
        return message;
    }

    private static JsonObject Bare(SessionEvent said) => said switch
    {
        StreamEvent stream => new() { ["type"] = "stream", ["name"] = stream.Name, ["text"] = stream.Text },
        DisplayEvent display =>
            new() { ["type"] = "display", ["id"] = display.DisplayId, ["data"] = display.Data.ToJson() },
        UpdateEvent update => new() { ["type"] = "update", ["id"] = update.DisplayId, ["data"] = update.Data.ToJson() },
        ResultEvent result => new() { ["type"] = "result", ["data"] = result.Data.ToJson() },
        ErrorEvent error => new()
        {
            ["type"] = "error",
            ["name"] = error.Name,
            ["message"] = error.Message,
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
            ["places"] = new JsonArray([.. error.Places.Select(Of)]),
        },
        ProgressEvent progress => new()
        {
            ["type"] = "progress",
            ["task"] = progress.Task,
            ["seconds"] = progress.Elapsed.TotalSeconds,
            ["done"] = progress.Done,
        },
        InputEvent input => new()
        {
            ["type"] = "input",
            ["id"] = input.Id,
            ["prompt"] = input.Prompt,
            ["hidden"] = input.Hidden,
        },
        _ => throw new InvalidOperationException($"{said.GetType().Name} has no form in the protocol."),
    };

    /// <summary>The event; null when the message is none.</summary>
    public static SessionEvent? EventOf(JsonObject message) => TypeOf(message) switch
    {
        "stream" => new StreamEvent(Text(message, "name"), Text(message, "text")),
        "display" => new DisplayEvent(Data(message), Text(message, "id")),
        "update" => new UpdateEvent(Data(message), Text(message, "id")),
        "result" => new ResultEvent(Data(message)),
        "error" => new ErrorEvent(
            Text(message, "name"),
            Text(message, "message"),
            [.. message["traceback"]!.AsArray().Select(line => (string)line!)])
        {
            Places = [.. (message["places"] as JsonArray ?? []).Select(place => PlaceOf((JsonObject)place!))],
        },
        "progress" => new ProgressEvent(
            Text(message, "task"), TimeSpan.FromSeconds((double)message["seconds"]!), (bool)message["done"]!),
        _ => null,
    };

    private static JsonObject Of(ErrorPlace place)
    {
        JsonObject json = new()
        {
            [place.IsFile ? "file" : "name"] = place.Name,
            ["line"] = place.Line,
            ["column"] = place.Column,
        };
        if (place.Run is not null) json["id"] = place.Run;
        return json;
    }

    private static ErrorPlace PlaceOf(JsonObject place) => new(
        (string)(place["name"] ?? place["file"])!, place.ContainsKey("file"), (string?)place["id"],
        (int)place["line"]!, (int)place["column"]!);

    private static string Text(JsonObject message, string name) => (string)message[name]!;

    private static MimeBundle Data(JsonObject message) => MimeBundle.From((JsonObject)message["data"]!);
}
