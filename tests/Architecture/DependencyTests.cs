using System.Text.RegularExpressions;
using System.Xml.Linq;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

/// <summary>Who may use whom, between projects and between the folders of lib/StudyKit.</summary>
public sealed partial class DependencyTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["StudyKit.Contracts"] = [],
        ["StudyKit.Text"] = [],
        ["StudyKit.Charts"] = ["StudyKit.Contracts"],
        ["StudyKit.World"] = ["StudyKit.Text"],
        ["StudyKit"] = ["StudyKit.Charts", "StudyKit.Contracts", "StudyKit.Text", "StudyKit.World"],
        ["StudyKit.Notebooks"] = ["StudyKit.Charts", "StudyKit.Contracts"],
        ["StudyKit.Cli"] = ["StudyKit", "StudyKit.Notebooks"],
    };

    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Runtime"] = ["Text"],
        ["Tasks"] = [],
        ["Checkpoints"] = ["Runtime"],
        ["Nn"] = ["Runtime"],
        ["Generation"] = ["Runtime", "Text"],
        ["Models"] = ["Nn", "Runtime", "Checkpoints", "Generation", "Tasks"],
        ["Data"] = ["Text", "World", "Runtime", "Tasks"],
        ["Training"] = ["Data", "Runtime", "Checkpoints"],
        ["Evaluation"] = ["Text", "Runtime"],
        ["Probes"] = ["Runtime", "Charts", "Nn"],
        ["Papers"] = ["Evaluation", "Runtime"],
        ["Chats"] = ["Data", "Generation", "Models", "Runtime"],
        ["Benchmarks"] = ["Data", "Models", "Nn", "Runtime", "Text", "Training", "World"],
    };

    [Fact]
    public void Projects_reference_only_what_the_design_allows()
    {
        foreach ((string project, string[] allowed) in Projects)
        {
            XDocument file = XDocument.Load(SolutionFolder.File("lib", project, $"{project}.csproj"));
            string[] references = [.. file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal)];
            Assert.Equal(allowed.Order(StringComparer.Ordinal), references);
        }
    }

    [Fact]
    public void TorchSharp_lives_in_one_project_only()
    {
        foreach (string project in Projects.Keys)
        {
            bool torch = File.ReadAllText(SolutionFolder.File("lib", project, $"{project}.csproj")).Contains("\"TorchSharp", StringComparison.Ordinal);
            Assert.Equal(project == "StudyKit", torch);
        }
    }

    [Fact]
    public void Folders_of_the_library_use_only_what_the_design_allows()
    {
        string library = SolutionFolder.File("lib", "StudyKit");
        string[] known = [.. Folders.Keys, "Text", "World", "Charts"];
        List<string> broken = [];
        foreach (string folder in Directory.GetDirectories(library).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")))
        {
            if (!Folders.TryGetValue(folder, out string[]? allowed))
            {
                broken.Add($"lib/StudyKit/{folder} is not in the list of this test: say there what it may use.");
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(Path.Combine(library, folder), "*.cs", SearchOption.AllDirectories))
            {
                IEnumerable<string> used = Reference().Matches(WithoutComments(File.ReadAllText(file))).Select(m => m.Groups[1].Value)
                    .Where(name => known.Contains(name) && name != folder && !allowed.Contains(name)).Distinct();
                broken.AddRange(used.Select(name => $"{Path.GetRelativePath(library, file)} uses StudyKit.{name}; {folder} may use: {(allowed.Length > 0 ? string.Join(", ", allowed) : "nothing")}."));
            }
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    private static string WithoutComments(string source) =>
        string.Join('\n', source.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal)));

    [GeneratedRegex(@"\bStudyKit\.([A-Z]\w+)")]
    private static partial Regex Reference();
}
