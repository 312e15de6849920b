namespace StudyKit.Tests.Support;

/// <summary>
/// Finds the repository's root from the test's output folder, for tests that read sources, data and notebooks.
/// </summary>
public static class SolutionFolder
{
    public static string Path { get; } = Find();

    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "StudyKit.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"StudyKit.sln was not found above {AppContext.BaseDirectory}: run the " +
            "tests from a build inside the repository.");
    }
}
