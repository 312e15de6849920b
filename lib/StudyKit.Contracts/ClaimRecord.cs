using System.Text.Json.Nodes;

namespace StudyKit.Contracts;

/// <summary>
/// A claim of a paper with the verdict of a run, as <see cref="MimeTypes.Claim"/> and <c>claims.json</c> carry it.
/// A text that nobody gave is empty.
/// </summary>
/// <param name="Id">Stable name, as <c>transformer.mask.no-leak</c>.</param>
/// <param name="Statement">One sentence a reader can agree or disagree with.</param>
/// <param name="Source">Where in the paper it stands.</param>
/// <param name="Published">What the paper measured.</param>
/// <param name="Measured">What the run measured, in words and digits.</param>
/// <param name="Interval">The interval that the rule looked at; null where the value is exact.</param>
/// <param name="Unit">The unit of the measurement, or what the number is.</param>
/// <param name="Seeds">How many seeds stand behind it; null where nobody said.</param>
/// <param name="Rule">How the verdict was reached.</param>
/// <param name="Verdict">What the measurement says.</param>
/// <param name="Reason">Why it is undecided.</param>
/// <param name="Cell">The id of the cell that tested it; null where it is not known.</param>
/// <param name="Kind">Whose statement it is.</param>
/// <param name="Central">Whether it is one of the few that the paper stands on.</param>
/// <param name="P">
/// The two-sided probability of so clear a difference by chance; null where the value is exact.
/// </param>
public sealed record ClaimRecord(
    string Id,
    string Statement,
    string Source,
    string Published,
    string Measured,
    (double Low, double High)? Interval,
    string Unit,
    int? Seeds,
    string Rule,
    Verdict Verdict,
    string Reason,
    string? Cell = null,
    ClaimKind Kind = ClaimKind.Paper,
    bool Central = false,
    double? P = null)
{
    /// <summary>The interval in digits, <c>[24.1 to 26.3]</c>; empty where there is none.</summary>
    public string IntervalText
    {
        get
        {
            if (Interval is not { } range) return "";
            string[] ends = NumberText.Apart(range.Low, range.High);
            return $"[{ends[0]} to {ends[1]}]";
        }
    }

    /// <summary>Reads a claim; what is missing or of another type is empty, never an error.</summary>
    /// <param name="node">The JSON.</param>
    /// <param name="cell">The cell it was found in; by default the one that the JSON names.</param>
    public static ClaimRecord Read(JsonNode? node, string? cell = null) => new(
        RecordJson.Text(node, "id") ?? "claim",
        RecordJson.Text(node, "statement") ?? "",
        RecordJson.Text(node, "source") ?? "",
        RecordJson.Text(node, "published") ?? "",
        RecordJson.Text(node, "measured") ?? "",
        ReadInterval(RecordJson.Field(node, "interval")),
        RecordJson.Text(node, "unit") ?? "",
        (int?)RecordJson.Number(node, "seeds"),
        RecordJson.Text(node, "rule") ?? "",
        Verdicts.Read(RecordJson.Text(node, "verdict")),
        RecordJson.Text(node, "reason") ?? "",
        cell ?? RecordJson.Text(node, "cell") ?? RecordJson.Text(node, "cell_id") ?? RecordJson.Text(node, "cellId"),
        ClaimKinds.Read(RecordJson.Text(node, "kind")),
        RecordJson.Field(node, "central") is JsonValue central && central.TryGetValue(out bool isCentral) && isCentral,
        RecordJson.Number(node, "p"));

    /// <summary>The claim as JSON.</summary>
    public JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["id"] = Id,
            ["kind"] = Kind.Name(),
            ["central"] = Central,
            ["statement"] = Statement,
            ["source"] = Source,
            ["published"] = Published.Length > 0 ? Published : null,
            ["measured"] = Measured,
            ["unit"] = Unit,
            ["interval"] = WriteInterval(),
            ["p"] = P is { } p && double.IsFinite(p) ? p : null,
            ["seeds"] = Seeds,
            ["rule"] = Rule,
            ["verdict"] = Verdict.Name(),
            ["reason"] = Reason,
        };
        if (Cell is not null) json["cell"] = Cell;
        return json;
    }

    private static (double Low, double High)? ReadInterval(JsonNode? node) =>
        node is JsonArray { Count: 2 } ends && RecordJson.Number(ends[0]) is { } low
            && RecordJson.Number(ends[1]) is { } high
            ? (low, high)
            : null;

    /// <summary>JSON has no NaN and no infinity: an interval with such an end is left out.</summary>
    private JsonArray? WriteInterval() =>
        Interval is { } range && double.IsFinite(range.Low)
            && double.IsFinite(range.High) ? new JsonArray(range.Low, range.High) : null;
}
