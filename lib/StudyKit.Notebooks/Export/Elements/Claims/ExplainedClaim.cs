using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>
/// The words for a claim's verdict, chosen anew: the cell knew only its own claim, and the report takes a verdict back
/// where chance alone gives as much among all the notebook's comparisons.
/// </summary>
internal static class ExplainedClaim
{
    /// <summary>The Markdown to show; null where the output explains no claim.</summary>
    /// <param name="output">The output in all its MIME types.</param>
    /// <param name="page">Knows the corrected verdicts.</param>
    public static string? Markdown(MimeBundle output, PageContext page)
    {
        if (output.Json(MimeTypes.Explanation) is not JsonObject said) return null;
        Verdict alone = Verdicts.Read(RecordJson.Text(said, "verdict")), verdict = alone;
        string reason = "";
        if (page.Corrected.TryGetValue(RecordJson.Text(said, "claim") ?? "", out ClaimRecord? claim))
        {
            verdict = claim.Verdict;
            reason = verdict == alone ? "" : $"\n\n{claim.Reason}";
        }

        string? text = RecordJson.Text(said, verdict switch
        {
            Verdict.Supported => "supported",
            Verdict.NotSupported => "notSupported",
            _ => "undecided",
        });
        return text is null ? null : text + reason;
    }
}
