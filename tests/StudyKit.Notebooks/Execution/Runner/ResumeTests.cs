using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Notebooks.Execution.Runner;

public sealed class ResumeTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Checkpoints_outlive_a_failure_and_a_complete_run_is_not_repeated_until_an_input_changes()
    {
        File.WriteAllText(
            Path.Combine(_folder.Folder, "setup.csx"),
            "var file = System.IO.Path.Combine(Environment.GetEnvironmentVariable(\"STUDYKIT_RUN\"), \"steps\");");
        string path = _folder.Write("a.ipynb", "#load \"setup.csx\"", "System.IO.File.AppendAllText(file, " +
            "\"x\");\nif (System.IO.File.ReadAllText(file).Length < 2) throw new Exception(\"killed in training\");");

        Assert.Equal(RunStatus.Failed, (await _folder.RunAsync(path)).Status);
        // Without resume the checkpoints of the failed run are gone, so it fails again; with it the second step is the
        // last.
        Assert.Equal(RunStatus.Failed, (await _folder.RunAsync(path)).Status);
        Assert.Equal(RunStatus.Succeeded, (await _folder.RunAsync(path, Resuming)).Status);
        Assert.Equal(RunStatus.Resumed, (await _folder.RunAsync(path, Resuming)).Status);

        File.AppendAllText(Path.Combine(_folder.Folder, "setup.csx"), "\n// changed");
        Assert.Equal(RunStatus.Failed, (await _folder.RunAsync(path, Resuming)).Status);
    }

    private static RunOptions Resuming(RunOptions options) => options with { Resume = true };
}
