using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>How a listing of the library's own source is shown: as Markdown, as text.</summary>
internal sealed class SourceFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<SourceListing>(MimeTypes.Markdown, listing => listing.ToMarkdown()),
        new TypeFormatter<SourceListing>(MimeTypes.Plain, listing => listing.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
