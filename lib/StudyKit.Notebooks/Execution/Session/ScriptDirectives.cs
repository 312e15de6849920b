using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StudyKit.Notebooks.Execution.Packages;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Reads the <c>#r</c> and <c>#load</c> lines of a script and of the files that it loads, before anything is compiled.
/// </summary>
internal static class ScriptDirectives
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>All packages asked for, in order.</summary>
    public static IEnumerable<PackageReference> Packages(string code, string path, ScriptFiles files) =>
        Walk(code, path, files, []).Select(line => line.Reference)
            .OfType<string>().Select(PackageReference.TryParse).OfType<PackageReference>().Distinct();

    /// <summary>
    /// All files that the script needs: those loaded, and those referenced by path, as full paths of files that exist.
    /// </summary>
    public static IEnumerable<string> Files(string code, string path, ScriptFiles files) =>
        Walk(code, path, files, [])
            .Select(line => line.Loaded
                ?? (line.Reference is { } reference ? files.NormalizePath(reference, line.Origin) : null))
            .OfType<string>().Where(File.Exists).Distinct();

    private static IEnumerable<(string? Reference, string? Loaded, string Origin)> Walk(
        string code, string path, ScriptFiles files, HashSet<string> seen)
    {
        if (!code.Contains('#')) yield break;
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(code, Script, path).GetCompilationUnitRoot();
        foreach (ReferenceDirectiveTriviaSyntax line in root.GetReferenceDirectives())
        {
            yield return (line.File.ValueText, null, path);
        }

        foreach (LoadDirectiveTriviaSyntax line in root.GetLoadDirectives())
        {
            // A missing file is the compiler's to report, with its place.
            if (files.ResolveReference(line.File.ValueText, path) is not { } file || !seen.Add(file)) continue;
            yield return (null, file, path);
            foreach ((string? Reference, string? Loaded, string Origin) inner in Walk(
                File.ReadAllText(file), file, files, seen))
            {
                yield return inner;
            }
        }
    }
}
