using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using StudyKit.Notebooks.Execution.Packages;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Finds what <c>#r</c> names: a file relative to the file that says so, an assembly of the framework by name, or a
/// package restored before. A name that the process itself carries is bound to the process's own file, since the
/// runtime would load that one anyway.
/// </summary>
internal sealed class ScriptReferences(string folder, Action<string> warn) : MetadataReferenceResolver
{
    private readonly Dictionary<string, PortableExecutableReference> _references = new(StringComparer.Ordinal);
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    public override bool ResolveMissingAssemblies => true;

    /// <summary>The file named by <c>#r "nuget: ..."</c> lines after their restore.</summary>
    public ConcurrentDictionary<PackageReference, string?> Packages { get; } = [];

    /// <summary>
    /// A reference to a file; the same object for the same file, so that Roslyn can share what it read.
    /// </summary>
    public PortableExecutableReference Reference(string path)
    {
        lock (_references)
        {
            if (!_references.TryGetValue(path, out PortableExecutableReference? reference))
            {
                _references[path] = reference = MetadataReference.CreateFromFile(
                    path, documentation: new ReferenceDocumentation(path));
            }

            return reference;
        }
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        [.. Find(reference, baseFilePath, runs: true).Select(found => found.WithProperties(properties))];

    /// <summary>What a <c>#r</c> names.</summary>
    /// <param name="reference">Its text.</param>
    /// <param name="baseFilePath">The file or cell in which it stands.</param>
    /// <param name="runs">
    /// Whether the cell is to run: then the runtime learns of the file, and the reader what was put in its place.
    /// False while it is being typed.
    /// </param>
    public ImmutableArray<PortableExecutableReference> Find(string reference, string? baseFilePath, bool runs)
    {
        if (PackageReference.TryParse(reference) is { } package)
        {
            // A package may bring no assembly of its own; its dependencies are referenced anyway.
            string file = Packages.GetValueOrDefault(package) ?? typeof(object).Assembly.Location;
            return [Reference(file)];
        }

        string origin = Path.GetDirectoryName(baseFilePath) ?? folder;
        string path = Path.GetFullPath(Path.Combine(origin, reference));
        if (File.Exists(path)) return [Reference(Bind(path, runs))];

        string name = Path.GetFileNameWithoutExtension(reference);
        if (!PlatformAssemblies.All.TryGetValue(name, out string? own)
            && !PlatformAssemblies.All.TryGetValue(reference, out own))
        {
            return [];
        }

        if (runs && (reference.Contains('/') || reference.Contains('\\')))
        {
            Warn($"{path} does not exist; the {name} that studykit itself carries is used.");
        }

        return [Reference(own)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (PlatformAssemblies.All.TryGetValue(referenceIdentity.Name, out string? own)) return Reference(own);
        if (definition is not PortableExecutableReference { FilePath: { } path }) return null;

        string beside = Path.Combine(Path.GetDirectoryName(path)!, referenceIdentity.Name + ".dll");
        return File.Exists(beside) ? Reference(beside) : null;
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The file that the runtime will load for this one.</summary>
    private string Bind(string path, bool runs)
    {
        if (PlatformAssemblies.All.TryGetValue(Path.GetFileNameWithoutExtension(path), out string? own))
        {
            if (runs && !PlatformAssemblies.SameBuild(path, own))
            {
                Warn($"{path} is another build than the one that studykit itself carries and has loaded; studykit's " +
                    "own is used. Build again, or run the studykit of that folder.");
            }

            return own;
        }

        if (!runs) return path;
        DefaultLoadContext.AddFile(path);
        DefaultLoadContext.AddFolder(Path.GetDirectoryName(path)!);
        return path;
    }

    private void Warn(string text)
    {
        if (_warned.Add(text)) warn(text);
    }
}
