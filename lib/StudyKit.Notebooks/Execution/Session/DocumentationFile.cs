using System.Globalization;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>An XML file of documentation, read when it is first asked.</summary>
internal sealed class DocumentationFile(string path) : XmlDocumentationProvider
{
    private readonly string _path = path;

    /// <summary>The XML about a member; null or empty when the file has none.</summary>
    public string? Of(string member, CultureInfo culture, CancellationToken cancellation) =>
        GetDocumentationForSymbol(member, culture, cancellation);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DocumentationFile other && other._path == _path;

    /// <inheritdoc/>
    public override int GetHashCode() => _path.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override Stream GetSourceStream(CancellationToken cancellationToken) => File.OpenRead(_path);
}
