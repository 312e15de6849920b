using System.Text;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>Finds what <c>#load</c> names: relative to the file that says so, else to the notebook.</summary>
internal sealed class ScriptFiles(string folder) : SourceReferenceResolver
{
    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(baseFilePath) ?? folder, path));

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        string near = NormalizePath(path, baseFilePath)!;
        if (File.Exists(near)) return near;
        string beside = Path.GetFullPath(Path.Combine(folder, path));
        return File.Exists(beside) ? beside : null;
    }

    public override Stream OpenRead(string resolvedPath) =>
        new MemoryStream(Encoding.UTF8.GetBytes(File.ReadAllText(resolvedPath)));

    public override bool Equals(object? other) =>
        other is ScriptFiles files && files.NormalizePath(".", null) == NormalizePath(".", null);

    public override int GetHashCode() => folder.GetHashCode(StringComparison.Ordinal);
}
