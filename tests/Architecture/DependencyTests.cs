using System.Xml.Linq;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

/// <summary>Who may use whom, between projects; <see cref="FolderTests"/> looks inside them.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["StudyKit.Contracts"] = [],
        ["StudyKit.Text"] = [],
        ["StudyKit.Charts"] = ["StudyKit.Contracts"],
        ["StudyKit.World"] = ["StudyKit.Text"],
        ["StudyKit"] = ["StudyKit.Charts", "StudyKit.Contracts", "StudyKit.Text", "StudyKit.World"],
        ["StudyKit.Notebooks"] = ["StudyKit.Charts", "StudyKit.Contracts"],
        ["StudyKit.Jupyter"] = ["StudyKit.Notebooks"],
        ["StudyKit.Live"] = ["StudyKit.Notebooks"],
        ["StudyKit.Cli"] = ["StudyKit", "StudyKit.Jupyter", "StudyKit.Live", "StudyKit.Notebooks"],
    };

    [Fact]
    public void Projects_reference_only_what_the_design_allows()
    {
        foreach ((string project, string[] allowed) in Projects)
        {
            XDocument file = XDocument.Load(SolutionFolder.File("lib", project, $"{project}.csproj"));
            IEnumerable<string> references = file.Descendants("ProjectReference")
                .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
                .Select(path => Path.GetFileNameWithoutExtension(path)!);
            Assert.Equal(allowed.Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void TorchSharp_lives_in_one_project_only()
    {
        foreach (string project in Projects.Keys)
        {
            string file = File.ReadAllText(SolutionFolder.File("lib", project, $"{project}.csproj"));
            Assert.Equal(project == "StudyKit", file.Contains("\"TorchSharp", StringComparison.Ordinal));
        }
    }
}
