using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// What is known about a run besides its outputs. Written into the executed notebook's metadata (<c>studykit.run</c>)
/// after every cell,
/// and into <c>name.claims.json</c> beside it.
/// </summary>
internal sealed class RunFacts(string notebook, string fingerprint, IReadOnlyList<KeyValuePair<string,
    string>> parameters)
{
    private readonly List<(string Id, double Seconds)> _cells = [];

    public string Notebook => notebook;

    public string Fingerprint => fingerprint;

    public DateTimeOffset Started { get; init; } = DateTimeOffset.UtcNow;

    public RunStatus? Status { get; set; }

    public string Message { get; set; } = "";

    public double Seconds { get; set; }

    public string? Device { get; set; }

    public JsonObject Versions { get; set; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => parameters;

    public void Add(Cell cell, TimeSpan elapsed) => _cells.Add((cell.Id, Math.Round(elapsed.TotalSeconds, 3)));

    /// <summary>Whether an executed notebook is the complete outcome of exactly these inputs and parameters.</summary>
    public static bool IsComplete(Notebook executed, string fingerprint) =>
        (executed.Metadata["studykit"] as JsonObject)?["run"] is JsonObject run
            && Is(run["status"], nameof(RunStatus.Succeeded)) && Is(run["fingerprint"], fingerprint);

    /// <summary>Notes the run in the notebook's metadata.</summary>
    public void Store(Notebook executed)
    {
        if (executed.Metadata["studykit"] is not JsonObject own) executed.Metadata["studykit"] = own = [];
        JsonObject run = ToJson();
        run["fingerprint"] = fingerprint;
        own["run"] = run;
    }

    /// <summary>The content of <c>name.claims.json</c>: the run, and every claim with the cell that showed it. A claim
    /// shown again counts once, as it was shown last. The verdicts are corrected for their number.</summary>
    public string ClaimsFile(Notebook executed)
    {
        OrderedDictionary<string, JsonObject> claims = new(StringComparer.Ordinal);
        foreach (Cell cell in executed.Cells)
        {
            foreach (DataOutput output in cell.Outputs.OfType<DataOutput>())
            {
                if (output.Data.Json(MimeTypes.Claim) is not { } json) continue;
                foreach (JsonObject claim in (json as JsonArray ?? [json.DeepClone()]).OfType<JsonObject>())
                {
                    JsonObject copy = (JsonObject)claim.DeepClone();
                    copy["cell"] = cell.Id;
                    claims[claim["id"] is JsonValue id && id.TryGetValue(out string? text) ? text : cell.Id] = copy;
                }
            }
        }

        HolmCorrection correction = HolmCorrection.Of(claims.Values.Select(claim => ClaimRecord.Read(claim)));
        foreach ((JsonObject claim, ClaimRecord corrected) in claims.Values.Zip(correction.Claims))
        {
            if (Verdicts.Read(RecordJson.Text(claim, "verdict")) == corrected.Verdict) continue;
            claim["verdict"] = corrected.Verdict.Name();
            claim["reason"] = corrected.Reason;
        }

        JsonObject file = new() { ["run"] = ToJson(), ["claims"] = new JsonArray([.. claims.Values]) };
        return JsonText.Write(file, "  ") + "\n";
    }

    private JsonObject ToJson()
    {
        JsonObject run = new()
        {
            ["notebook"] = notebook,
            ["status"] = (Status ?? RunStatus.Running).ToString(),
            ["message"] = Message,
            ["scale"] = ParameterText("scale"),
            ["device"] = Device ?? ParameterText("device"),
            ["machine"] = Machine.Describe(),
            ["cores"] = Machine.Cores,
            ["system"] = Machine.System,
            ["dotnet"] = Machine.Runtime,
            ["started"] = Started.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["seconds"] = Math.Round(Seconds, 3),
            ["parameters"] = ParametersToJson(),
            ["cells"] = new JsonArray(
                [.. _cells.Select(cell => (JsonNode)new JsonObject { ["id"] = cell.Id, ["seconds"] = cell.Seconds })]),
            ["versions"] = Versions.DeepClone(),
        };
        return run;
    }

    /// <summary>A name that is declared twice, which the compiler will refuse, stands once.</summary>
    private JsonObject ParametersToJson()
    {
        JsonObject json = [];
        foreach ((string name, string value) in parameters) json[name] = ValueOf(value);
        return json;
    }

    private static bool Is(JsonNode? node, string text) =>
        node is JsonValue value && value.TryGetValue(out string? found) && found == text;

    private string? ParameterText(string name) =>
        parameters.Where(pair => pair.Key == name).Select(pair => ValueOf(pair.Value)).FirstOrDefault();

    /// <summary>A string literal's text; other values as written.</summary>
    private static string ValueOf(string code) => ParametersCell.TextOf(code);
}
