using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>The words of <see cref="Explain.By"/> for one verdict.</summary>
/// <param name="ClaimId">The claim that chose them.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Text">Markdown.</param>
[TypeFormatterSource(typeof(ExplanationFormatters), PreferredMimeTypes = [MimeTypes.Markdown])]
public sealed record Explanation(string ClaimId, Verdict Verdict, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>An explanation is Markdown, which every front end shows.</summary>
internal sealed class ExplanationFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<Explanation>(MimeTypes.Markdown, explanation => explanation.Text),
        new TypeFormatter<Explanation>(MimeTypes.Plain, explanation => explanation.Text),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
