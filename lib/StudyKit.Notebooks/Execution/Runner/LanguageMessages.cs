using System.Text.Json.Nodes;
using StudyKit.Notebooks.Execution.Language;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>Language requests and their answers as JSON; <c>docs/session-protocol.md</c> lists the fields.</summary>
internal static class LanguageMessages
{
    public static CodePlace PlaceOf(JsonObject message) =>
        new((string?)message["code"] ?? "", (int?)message["position"] ?? 0)
        {
            Above = [.. (message["above"] as JsonArray ?? []).OfType<JsonObject>().Select(SessionProtocol.RequestOf)],
        };

    public static JsonObject Of(CompletionAnswer answer) => new()
    {
        ["start"] = answer.Start,
        ["end"] = answer.End,
        ["incomplete"] = answer.IsIncomplete,
        ["items"] = new JsonArray([.. answer.Items.Select(Of)]),
    };

    public static JsonObject Documented(string? documentation) => With([], "documentation", documentation);

    public static JsonObject Of(SignatureAnswer answer) => new()
    {
        ["active"] = answer.Active,
        ["argument"] = answer.Argument,
        ["signatures"] = new JsonArray([.. answer.Signatures.Select(one => With(
            new()
            {
                ["label"] = one.Label,
                ["parameters"] = new JsonArray([.. one.Parameters.Select(parameter => With(
                    new() { ["label"] = parameter.Label }, "documentation", parameter.Documentation))]),
            },
            "documentation", one.Documentation))]),
    };

    public static JsonObject Of(HoverAnswer? answer) => answer is null
        ? []
        : new() { ["contents"] = answer.Contents, ["start"] = answer.Start, ["end"] = answer.End };

    public static JsonObject Of(IReadOnlyList<CellDiagnostic> diagnostics) => new()
    {
        ["diagnostics"] = new JsonArray([.. diagnostics.Select(one => (JsonNode)new JsonObject
        {
            ["severity"] = one.Severity,
            ["code"] = one.Code,
            ["message"] = one.Message,
            ["start"] = one.Start,
            ["end"] = one.End,
        })]),
    };

    public static JsonObject Of(IReadOnlyList<DefinitionPlace> places) => new()
    {
        ["places"] = new JsonArray([.. places.Select(Of)]),
    };

    public static JsonObject Of(CompletenessAnswer answer) => new()
    {
        ["state"] = answer.State.ToString().ToLowerInvariant(),
        ["indent"] = answer.Indent,
    };

    private static JsonObject Of(CompletionSuggestion item) => With(
        new()
        {
            ["label"] = item.Label,
            ["insert"] = item.Insert,
            ["filter"] = item.Filter,
            ["sort"] = item.Sort,
            ["kind"] = item.Kind,
        },
        "detail", item.Detail);

    private static JsonObject Of(DefinitionPlace place)
    {
        JsonObject json = new()
        {
            ["start"] = place.Start,
            ["end"] = place.End,
            ["line"] = place.Line,
            ["column"] = place.Column,
        };
        With(json, "id", place.Cell?.Id);
        With(json, "name", place.Cell?.Name);
        return With(json, "file", place.File);
    }

    private static JsonObject With(JsonObject json, string name, string? text)
    {
        if (text is not null) json[name] = text;
        return json;
    }
}
