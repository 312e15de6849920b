using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// The run behind a report, from <c>name.claims.json</c>:
/// <c>{"run": {status, message, scale, device, machine, started, seconds, parameters: {}, cells: [{id, seconds}],
/// versions: {}}, "claims": [...]}</c>. Whatever is missing is left out of the page.
/// </summary>
internal sealed record RunRecord(
    string Status,
    string Message,
    string Scale,
    string Device,
    string Machine,
    DateTimeOffset? Started,
    double? Seconds,
    IReadOnlyDictionary<string, double> CellSeconds,
    IReadOnlyList<(string Name, string Value)> Parameters,
    IReadOnlyList<(string Name, string Value)> Versions,
    IReadOnlyList<ClaimRecord> Claims)
{
    /// <summary>The notebook that was run, by the name of its file; empty when that is not known.</summary>
    public string Notebook { get; init; } = "";

    /// <summary>In words, why the run did not come to its end; null when it did, or when nothing is known.</summary>
    public string? Problem => Status switch
    {
        "Failed" => "A cell failed, so the run ended there.",
        "TimedOut" => "A cell took longer than the time-out, so the run ended there.",
        "Died" => "The notebook's process ended in the middle.",
        "Interrupted" => "The run was stopped by hand.",
        "NotRun" => "The run never began.",
        "Running" => $"The run was cut off after {CellSeconds.Count} {(CellSeconds.Count == 1 ? "cell" : "cells")}: " +
            "its process was killed, or the machine stopped.",
        "NotWritten" => "The outcome could not be written, so the run ended there.",
        _ => null,
    };

    public static RunRecord Empty { get; } = From(new JsonObject());

    /// <summary>
    /// Reads the file beside the notebook; an absent or broken one gives an empty record and, if broken, a warning.
    /// </summary>
    public static RunRecord Read(string path, PageContext page)
    {
        if (!File.Exists(path)) return Empty;
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            page.Warn($"{Path.GetFileName(path)} is no JSON ({error.Message.TrimEnd('.')}): the report shows the " +
                "claims of the cells and no facts of the run. Run the notebook again.");
            return Empty;
        }
    }

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static RunRecord Parse(string json) =>
        From(RecordJson.Parse(HalfSurrogates.Mended(json)) ?? new JsonObject());

    private static RunRecord From(JsonNode root)
    {
        JsonNode run = RecordJson.Field(root, "run") ?? root;
        return new RunRecord(
            RecordJson.Text(run, "status") ?? "",
            RecordJson.Text(run, "message") ?? "",
            RecordJson.Text(run, "scale") ?? RecordJson.Text(RecordJson.Field(run, "parameters"), "scale") ?? "",
            RecordJson.Text(run, "device") ?? "",
            RecordJson.Text(run, "machine") ?? "",
            DateTimeOffset.TryParse(
                RecordJson.Text(run, "started"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset started) ? started : null,
            RecordJson.Number(run, "seconds"),
            SecondsPerCell(RecordJson.Field(run, "cells")),
            Pairs(RecordJson.Field(run, "parameters")),
            Pairs(RecordJson.Field(run, "versions")),
            [.. (RecordJson.Field(root, "claims") as JsonArray ?? [])
                .OfType<JsonObject>().Select(claim => ClaimRecord.Read(claim))])
        {
            Notebook = RecordJson.Text(run, "notebook") ?? "",
        };
    }

    private static Dictionary<string, double> SecondsPerCell(JsonNode? cells)
    {
        Dictionary<string, double> seconds = [];
        foreach (JsonObject cell in (cells as JsonArray ?? []).OfType<JsonObject>())
        {
            if (RecordJson.Text(cell, "id") is { } id && RecordJson.Number(cell, "seconds") is { } value)
            {
                seconds[id] = value;
            }
        }

        return seconds;
    }

    private static (string Name, string Value)[] Pairs(JsonNode? node) =>
        node is JsonObject map
            ? [.. map.Select(pair =>
                (pair.Key, pair.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : pair.Value?.ToJsonString() ?? ""))]
            : [];
}
