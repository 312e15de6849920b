using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Contracts;

/// <summary>
/// How far a long piece of work has come, at one moment, as <see cref="MimeTypes.Progress"/> carries it. The same
/// object draws a bar in a notebook and a line in a terminal.
/// </summary>
/// <param name="Label">What is being done, for instance <c>training</c>.</param>
/// <param name="Done">How many units are done.</param>
/// <param name="Total">How many there are; 0 or less where nobody knows.</param>
/// <param name="Unit">What is counted, in the plural: <c>steps</c>.</param>
/// <param name="Values">Named numbers to show beside, such as the loss and the speed.</param>
/// <param name="ElapsedSeconds">Seconds since the start; NaN where nobody said.</param>
/// <param name="LeftSeconds">Seconds that are probably left; null while nobody can tell.</param>
/// <param name="State">Whether it goes on.</param>
/// <param name="Note">A remark for the reader: the estimate beforehand, the reason for stopping.</param>
[TypeFormatterSource(
    typeof(ProgressFormatters), PreferredMimeTypes = [MimeTypes.Progress, MimeTypes.Html, MimeTypes.Plain])]
public sealed record ProgressReport(
    string Label,
    long Done,
    long Total,
    string Unit,
    IReadOnlyDictionary<string, double> Values,
    double ElapsedSeconds,
    double? LeftSeconds,
    ProgressState State,
    string? Note = null)
{
    /// <summary>Reads a report; what is missing or of another type has a default, never an error.</summary>
    /// <param name="node">The JSON.</param>
    /// <returns>The report; null where the JSON is no object.</returns>
    public static ProgressReport? Read(JsonNode? node) => node is not JsonObject ? null : new ProgressReport(
        RecordJson.Text(node, "label") ?? "progress",
        (long)(RecordJson.Number(node, "done") ?? 0),
        (long)(RecordJson.Number(node, "total") ?? 0),
        RecordJson.Text(node, "unit") ?? "",
        ReadValues(RecordJson.Field(node, "values")),
        RecordJson.Number(node, "elapsed_s") ?? double.NaN,
        RecordJson.Number(node, "left_s"),
        RecordJson.Text(node, "state") switch
        {
            "done" => ProgressState.Done,
            "stopped" => ProgressState.Stopped,
            _ => ProgressState.Running,
        },
        RecordJson.Text(node, "note"));

    /// <summary>The report as JSON. A number that JSON cannot write (NaN, infinity) is null.</summary>
    public JsonObject ToJson() => new()
    {
        ["label"] = Label,
        ["done"] = Done,
        ["total"] = Total,
        ["unit"] = Unit,
        ["values"] =
            new JsonObject(Values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Finite(pair.Value)))),
        ["elapsed_s"] = Finite(Math.Round(ElapsedSeconds, 3)),
        ["left_s"] = LeftSeconds is { } left ? Finite(Math.Round(left, 3)) : null,
        ["state"] = State switch { ProgressState.Running => "running", ProgressState.Done => "done", _ => "stopped" },
        ["note"] = Note,
    };

    /// <summary>The report as one line of text.</summary>
    public override string ToString()
    {
        StringBuilder line = new(Label);
        line.Append(": ").Append(Quantity.Count(Done));
        if (Total > 0) line.Append('/').Append(Quantity.Count(Total));
        line.Append(' ').Append(Unit);
        if (Total > 0) line.Append(CultureInfo.InvariantCulture, $" ({100 * Done / Total}%)");
        foreach ((string name, double value) in Values)
        {
            line.Append(", ").Append(name).Append(' ').Append(NumberText.Of(value));
        }

        string elapsed = Quantity.Duration(ElapsedSeconds);
        line.Append(State switch
        {
            ProgressState.Done => $", took {elapsed}",
            ProgressState.Stopped => $", stopped after {elapsed}",
            _ when LeftSeconds is { } left => $", {elapsed} so far, {Quantity.Duration(left)} left",
            _ => $", {elapsed} so far",
        });
        if (Note is not null) line.Append(". ").Append(Note);
        return line.ToString();
    }

    private static ReadOnlyDictionary<string, double> ReadValues(JsonNode? node) =>
        new((node as JsonObject
            ?? []).Where(pair => pair.Value is null || pair.Value.GetValueKind() == JsonValueKind.Number)
            .ToDictionary(pair => pair.Key, pair => RecordJson.Number(pair.Value) ?? double.NaN));

    private static JsonValue? Finite(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
