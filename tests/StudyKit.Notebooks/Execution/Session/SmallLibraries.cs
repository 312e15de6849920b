using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace StudyKit.Tests.Notebooks.Execution.Session;

/// <summary>Compiles one-class libraries for tests of <c>#r</c>.</summary>
internal static class SmallLibraries
{
    public static string Compile(string folder, string name, string code, params string[] beside)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name + ".dll");
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] references = [Path.Combine(framework, "System.Private.CoreLib.dll"), Path.Combine(
            framework, "System.Runtime.dll"), .. beside.Select(other => Path.Combine(folder, other + ".dll"))];
        EmitResult result = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(code)], references.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
