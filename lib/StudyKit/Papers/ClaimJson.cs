using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace StudyKit.Papers;

/// <summary>A claim's result as the runner collects it.</summary>
internal static class ClaimJson
{
    public const string MimeType = "application/vnd.studykit.claim+json";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(ClaimResult result)
    {
        JsonObject json = new()
        {
            ["id"] = result.Claim.Id,
            ["statement"] = result.Claim.Statement,
            ["source"] = result.Claim.Source,
            ["published"] = result.Claim.Published,
            ["measured"] = result.Measured,
            ["unit"] = result.Unit,
            ["interval"] = result.Interval is { } interval ? new JsonArray(interval.Low, interval.High) : null,
            ["seeds"] = result.Seeds,
            ["rule"] = result.Rule,
            ["verdict"] = result.Verdict switch { Verdict.Supported => "supported", Verdict.NotSupported => "not supported", _ => "undecided" },
            ["reason"] = result.Reason,
        };
        return json.ToJsonString(Readable);
    }
}
