namespace StudyKit.Tests.Cli;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Doctor_names_the_data_sets_that_are_there_and_says_how_to_get_the_others()
    {
        string folder = Directory.CreateTempSubdirectory("studykit-doctor-").FullName;
        try
        {
            StudyKitProcess run = await StudyKitProcess.RunAsync(folder, "doctor", "--data", folder);
            string sets = run.Output.Split('\n').Single(line => line.Contains("data sets", StringComparison.Ordinal));
            Assert.Contains("multi30k", sets);
            if (Environment.GetEnvironmentVariable("STUDYKIT_DATA") is { Length: > 0 }) return; // then they may be there
            Assert.StartsWith("note ", sets);
            Assert.Contains("missing: ", sets);
            Assert.Contains("studykit data get <set>", run.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
