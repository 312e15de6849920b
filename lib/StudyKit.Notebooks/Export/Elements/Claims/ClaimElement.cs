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

    private static string One(ClaimRecord claim, PageContext page)
    {
        string anchor = page.TakeId("claim-" + claim.Id);
        page.Claims.Add((claim, anchor));
        return ClaimView.Html(claim, anchor);
    }
}
