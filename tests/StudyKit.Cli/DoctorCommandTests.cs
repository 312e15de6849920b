using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Doctor_names_the_data_sets_that_are_there_and_says_how_to_get_the_others()
    {
        string folder = Directory.CreateTempSubdirectory("studykit-doctor-").FullName;
        try
        {
            StudyKitProcess run = await StudyKitProcess.RunAsync(
                folder, new Dictionary<string, string?> { ["STUDYKIT_DATA"] = null }, "doctor", "--data", folder);
            string sets = run.Output.Split('\n').Single(line => line.Contains("data sets", StringComparison.Ordinal));
            Assert.Contains("multi30k", sets);
            Assert.StartsWith("note ", sets);
            Assert.Contains("missing: ", sets);
            Assert.Contains(
                "02 at study        not yet, it needs wikitext-2, SST-2, CoLA, MRPC, RTE, COPA, XQuAD", run.Output);
            Assert.Contains(
                "wikitext-2: studykit data get wikitext-2; SST-2: by hand from gluebenchmark.com/tasks", run.Output);
            Assert.Contains("06 at study        can be run", run.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
