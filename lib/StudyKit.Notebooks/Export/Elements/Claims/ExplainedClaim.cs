using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>
/// The words for a claim's verdict, chosen anew: the cell knew only its own claim, and the report takes a verdict back
/// where chance alone gives as much among all the notebook's comparisons.
/// </summary>
/// <param name="Chosen">The Markdown for the verdict.</param>
/// <param name="Reason">Why the report took a verdict back; empty where it did not.</param>
/// <param name="Others">The texts for the other verdicts.</param>
internal sealed record ExplainedClaim(string Chosen, string Reason, IReadOnlyList<string> Others)
{
    private static readonly string[] Fields = ["supported", "notSupported", "undecided"];

    /// <summary>The Markdown to show.</summary>
    public string Markdown => Reason.Length == 0 ? Chosen : $"{Chosen}\n\n{Reason}";

    /// <summary>Reads an output; null where it explains no claim.</summary>
    /// <param name="output">The output in all its MIME types.</param>
    /// <param name="page">Knows the corrected verdicts.</param>
    public static ExplainedClaim? Read(MimeBundle output, PageContext page)
    {
        if (output.Json(MimeTypes.Explanation) is not JsonObject said) return null;
        Verdict alone = Verdicts.Read(RecordJson.Text(said, "verdict")), verdict = alone;
        string reason = "";
        if (page.Corrected.TryGetValue(RecordJson.Text(said, "claim") ?? "", out ClaimRecord? claim))
        {
            verdict = claim.Verdict;
            reason = verdict == alone ? "" : claim.Reason;
        }

        string chosen = verdict switch
        {
            Verdict.Supported => Fields[0],
            Verdict.NotSupported => Fields[1],
            _ => Fields[2],
        };
        IEnumerable<string> others =
            Fields.Where(field => field != chosen).Select(field => RecordJson.Text(said, field) ?? "");
        return RecordJson.Text(said, chosen) is { } text ? new ExplainedClaim(text, reason, [.. others]) : null;
    }

    /// <summary>The Markdown in another language; null where the text or the reason has no translation.</summary>
    /// <param name="translate">Translates a text; null for what it does not know.</param>
    public string? In(Func<string, string?> translate)
    {
        string? chosen = translate(Chosen), reason = Reason.Length == 0 ? "" : translate(Reason);
        return chosen is null || reason is null ? null : reason.Length == 0 ? chosen : $"{chosen}\n\n{reason}";
    }
}
