using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Elements.Claims;

/// <summary>
/// A claim with its verdict, or several in one output. The page remembers them for its first screen and its table.
/// </summary>
internal sealed class ClaimElement : ReportElement
{
    public override string Name => "claims";

    public override string MimeType => MimeTypes.Claim;

    public override string Html(JsonNode data, ElementPlace place) =>
        string.Join('\n', (data as JsonArray ?? [data.DeepClone()])
            .OfType<JsonObject>().Select(claim => One(ClaimRecord.Read(claim, place.Cell.Id), place.Page)));

    public override string? Text(JsonNode data, MimeBundle bundle) => bundle.Text(MimeTypes.Plain);

    /// <summary>The claims in the outputs of a notebook's cells.</summary>
    public static IEnumerable<ClaimRecord> In(Notebook notebook) =>
        from cell in notebook.Cells
        from output in cell.Outputs.OfType<DataOutput>()
        let data = output.Data.Json(MimeTypes.Claim)
        where data is not null
        from claim in (data as JsonArray ?? [data.DeepClone()]).OfType<JsonObject>()
        select ClaimRecord.Read(claim, cell.Id);

    private static string One(ClaimRecord claim, PageContext page)
    {
        if (page.Corrected.TryGetValue(claim.Id, out ClaimRecord? corrected) && corrected.Measured == claim.Measured)
        {
            claim = claim with { Verdict = corrected.Verdict, Reason = corrected.Reason };
        }

        string anchor = page.TakeId("claim-" + claim.Id);
        page.Claims.Add((claim, anchor));
        return ClaimView.Html(claim, anchor);
    }
}
