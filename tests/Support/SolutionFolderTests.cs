namespace StudyKit.Tests.Support;

public sealed class SolutionFolderTests
{
    [Fact]
    public void The_solution_lists_the_five_libraries_and_the_tests()
    {
        string solution = File.ReadAllText(SolutionFolder.File("StudyKit.sln"));
        string[] projects =
        [
            "StudyKit.Text", "StudyKit.World", "StudyKit.Charts", "StudyKit", "StudyKit.Notebooks", "StudyKit.Cli",
            "StudyKit.Tests",
        ];
        Assert.All(projects, project => Assert.Contains($"{project}.csproj", solution));
    }
}
