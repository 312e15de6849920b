using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

public sealed class SolutionFolderTests
{
    /// <summary>A project that the solution forgets is not built, and its tests are not run.</summary>
    [Fact]
    public void The_solution_lists_every_project()
    {
        string solution = File.ReadAllText(SolutionFolder.File("StudyKit.sln"));
        string[] projects =
        [
            .. new[] { "lib", "tests" }.SelectMany(folder => Directory.EnumerateFiles(
                SolutionFolder.File(folder), "*.csproj", SearchOption.AllDirectories)).Select(Path.GetFileName)!,
        ];
        Assert.InRange(projects.Length, 22, 60);
        Assert.All(projects, project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    /// <summary>A library that is tested has a project of tests, so that its change is proved by itself.</summary>
    [Fact]
    public void Every_library_has_its_tests()
    {
        foreach (string library in Directory.EnumerateDirectories(SolutionFolder.File("lib"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()))
        {
            string tests = SolutionFolder.File("tests", Path.GetFileName(library));
            Assert.Single(Directory.EnumerateFiles(tests, "*.Tests.csproj"));
        }
    }
}
