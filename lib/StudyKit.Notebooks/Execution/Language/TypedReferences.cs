using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>
/// What <c>#r</c> finds while it is being typed: the same files as when the cell runs, but the runtime learns of none
/// and the reader is told nothing.
/// </summary>
internal sealed class TypedReferences(ScriptReferences references) : MetadataReferenceResolver
{
    private readonly ScriptReferences _references = references;

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        [.. _references.Find(reference, baseFilePath, runs: false).Select(found => found.WithProperties(properties))];

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _references.ResolveMissingAssembly(definition, referenceIdentity);

    public override bool Equals(object? other) => other is TypedReferences typed && typed._references == _references;

    public override int GetHashCode() => _references.GetHashCode();
}
