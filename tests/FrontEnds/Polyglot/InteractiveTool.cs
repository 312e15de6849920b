using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds.Polyglot;

/// <summary>The tool that VS Code's Polyglot Notebooks start, in the version that the repository names.</summary>
internal static class InteractiveTool
{
    private const string Name = "microsoft.dotnet-interactive";

    /// <summary>The tool's program; null when it was not restored on this machine.</summary>
    public static string? Program { get; } = Find();

    private static string? Find()
    {
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(SolutionFolder.File(".config", "dotnet-tools.json")))!;
        string version = (string)manifest["tools"]![Name]!["version"]!;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string program = Path.Combine(
            packages, Name, version, "tools", "net10.0", "any", "Microsoft.DotNet.Interactive.App.dll");
        return File.Exists(program) ? program : null;
    }
}

/// <summary>
/// A test with the real .NET Interactive. Where it was not restored the test is skipped, says so, and is counted as
/// skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PolyglotFactAttribute : FactAttribute
{
    public PolyglotFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (InteractiveTool.Program is null)
        {
            Skip = "No .NET Interactive: run 'dotnet tool restore' in the repository to run the tests with it.";
        }
    }
}
