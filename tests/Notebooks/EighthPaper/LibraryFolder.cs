using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.EighthPaper;

/// <summary>
/// A folder of models, compiled as the library would compile it: with the project's own usings, with its references,
/// and with warnings as errors. Building the whole library anew would take a minute.
/// </summary>
internal static class LibraryFolder
{
    private static readonly string[] Implicit =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    /// <param name="folder">The folder with the sources.</param>
    /// <param name="assembly">The file to write.</param>
    public static void Compile(string folder, string assembly)
    {
        CSharpParseOptions parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
        IEnumerable<SyntaxTree> sources = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parsing, path))
            .Append(CSharpSyntaxTree.ParseText(Usings(), parsing));
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(assembly),
            sources,
            trusted.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error));
        EmitResult result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }

    private static string Usings()
    {
        IEnumerable<XElement> own = XDocument.Load(SolutionFolder.File("lib", "StudyKit", "StudyKit.csproj"))
            .Descendants("Using");
        return string.Concat(Implicit.Concat(own.Select(Name)).Select(name => $"global using {name};\n"));

        static string Name(XElement one) =>
            $"{((string?)one.Attribute("Static") == "true" ? "static " : "")}{(string)one.Attribute("Include")!}";
    }
}
