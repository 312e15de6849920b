using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Export.Claims;

/// <summary>A claim of a paper with the verdict of a run, as <c>application/vnd.studykit.claim+json</c> and <c>claims.json</c> carry it.</summary>
internal sealed record ClaimRecord(
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
    string? Cell)
{
    public static ClaimRecord From(JsonNode node, string? cell = null) => new(
        Json.Text(node, "id") ?? "claim",
        Json.Text(node, "statement") ?? "",
        Json.Text(node, "source") ?? "",
        Json.Text(node, "published") ?? "",
        Json.Text(node, "measured") ?? "",
        IntervalOf(node),
        Json.Text(node, "unit") ?? "",
        (int?)Json.Number(node, "seeds"),
        Json.Text(node, "rule") ?? "",
        VerdictOf(Json.Text(node, "verdict")),
        Json.Text(node, "reason") ?? "",
        cell ?? Json.Text(node, "cell") ?? Json.Text(node, "cell_id") ?? Json.Text(node, "cellId"));

    /// <summary>"[24.1, 26.3]", or nothing.</summary>
    public string IntervalText => Interval is { } range ? $"[{Quantity.Number(range.Low)}, {Quantity.Number(range.High)}]" : "";

    private static (double Low, double High)? IntervalOf(JsonNode node) =>
        Json.Field(node, "interval") is JsonArray { Count: 2 } pair && Bound(pair[0]) is { } low && Bound(pair[1]) is { } high ? (low, high) : null;

    private static double? Bound(JsonNode? node) => node is null ? null : Json.Number(new JsonObject { ["x"] = node.DeepClone() }, "x");

    /// <summary>Anything but the two clear words counts as undecided.</summary>
    private static Verdict VerdictOf(string? text) => text?.Trim().ToLowerInvariant().Replace('-', ' ').Replace('_', ' ') switch
    {
        "supported" => Verdict.Supported,
        "not supported" => Verdict.NotSupported,
        _ => Verdict.Undecided,
    };
}

/// <summary>What a run says about a claim.</summary>
internal enum Verdict
{
    /// <summary>The run's measurement meets the claim's rule.</summary>
    Supported,

    /// <summary>It breaks the rule.</summary>
    NotSupported,

    /// <summary>The run cannot tell, often because of its scale.</summary>
    Undecided,
}

/// <summary>The verdicts' names, for readers and for style sheets.</summary>
internal static class Verdicts
{
    public static IReadOnlyList<Verdict> All { get; } = [Verdict.Supported, Verdict.NotSupported, Verdict.Undecided];

    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.NotSupported => "not supported",
        _ => "undecided",
    };

    public static string Class(this Verdict verdict) => verdict.Name().Replace(' ', '-');
}
