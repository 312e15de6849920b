using System.Globalization;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// What the XML file beside an assembly says of its members; of the framework, whose assemblies have none beside them,
/// what the SDK's reference pack says. Nothing is read before it is asked for.
/// </summary>
internal sealed class ReferenceDocumentation(string assembly) : DocumentationProvider
{
    private readonly string _assembly = assembly;
    private readonly Lazy<DocumentationFile?> _beside = new(() =>
        Path.ChangeExtension(assembly, ".xml") is var file && File.Exists(file) ? new DocumentationFile(file) : null);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReferenceDocumentation other && other._assembly == _assembly;

    /// <inheritdoc/>
    public override int GetHashCode() => _assembly.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override string? GetDocumentationForSymbol(
        string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default)
    {
        DocumentationFile? file = _beside.Value
            ?? (PlatformAssemblies.IsFramework(_assembly) ? FrameworkDocumentation.For(documentationMemberID) : null);
        return file?.Of(documentationMemberID, preferredCulture, cancellationToken);
    }
}
