using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>The words of <see cref="Explain.By"/>: one text for each verdict, Markdown.</summary>
/// <param name="ClaimId">The claim that chooses among them.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Supported">For a supported claim.</param>
/// <param name="NotSupported">For one that is not.</param>
/// <param name="Undecided">For one that the run leaves open.</param>
[TypeFormatterSource(typeof(ExplanationFormatters), PreferredMimeTypes = [MimeTypes.Markdown, MimeTypes.Explanation])]
public sealed record Explanation(
    string ClaimId, Verdict Verdict, string Supported, string NotSupported, string Undecided)
{
    /// <summary>The text of the verdict.</summary>
    public string Text => Verdict switch
    {
        Verdict.Supported => Supported,
        Verdict.NotSupported => NotSupported,
        _ => Undecided,
    };

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>All three texts, of which a report shows the one for the verdict that stays.</summary>
    internal JsonObject ToJson() => new()
    {
        ["claim"] = ClaimId,
        ["verdict"] = Verdict.Name(),
        ["supported"] = Supported,
        ["notSupported"] = NotSupported,
        ["undecided"] = Undecided,
    };
}

/// <summary>An explanation is Markdown, which every front end shows.</summary>
internal sealed class ExplanationFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<Explanation>(
            MimeTypes.Explanation, explanation => RecordJson.Write(explanation.ToJson())),
        new TypeFormatter<Explanation>(MimeTypes.Markdown, explanation => explanation.Text),
        new TypeFormatter<Explanation>(MimeTypes.Plain, explanation => explanation.Text),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
