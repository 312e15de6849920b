using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

[Collection(TorchCollection.Name)]
public sealed class NewCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit new ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_notebook_runs_in_any_folder_and_ends_in_a_claim()
    {
        StudyKitProcess made = await StudyKitProcess.RunAsync(_folder, "new", "my-first question.ipynb");
        Assert.Equal("", made.Errors);
        Assert.Contains("Run it:  studykit run \"my-first question.ipynb\"", made.Output);
        string file = Path.Combine(_folder, "my-first question.ipynb");
        Assert.Equal("# My first question", Notebook.Read(file).Cells[0].Source);

        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", file, "-p", "seed=2");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        string claims = File.ReadAllText(Path.Combine(_folder, "reports", "my-first question.claims.json"));
        Assert.Contains("\"my.variance\"", claims);
        Assert.Contains("supported", claims);
    }

    [Fact]
    public async Task A_copy_of_a_notebook_has_its_text_in_Chinese_and_needs_no_setup_file()
    {
        string kit = SolutionFolder.File("notebooks", "03-resnet.ipynb");
        StudyKitProcess made = await StudyKitProcess.RunAsync(
            _folder, "new", "mine.ipynb", "--from", kit, "--language", "zh");
        Assert.Equal("", made.Errors);
        Notebook copy = Notebook.Read(Path.Combine(_folder, "mine.ipynb"));
        Assert.StartsWith("# 用于图像识别的深度残差学习 · Deep", copy.Cells[0].Source, StringComparison.Ordinal);
        Assert.DoesNotContain(copy.Cells, cell => cell.Source.Contains("#load", StringComparison.Ordinal));
        Assert.Equal(Notebook.Read(kit).Cells.Count, copy.Cells.Count);
    }

    [Fact]
    public async Task Chinese_text_is_that_of_a_notebook_of_the_kit()
    {
        StudyKitProcess made = await StudyKitProcess.RunAsync(_folder, "new", "mine.ipynb", "--language", "zh");
        Assert.Equal(
            "--language zh takes the Chinese text of one of the kit's notebooks. Expected: --from 01 --language zh.\n",
            made.Errors);
    }

    [Fact]
    public async Task A_file_that_exists_is_not_replaced()
    {
        string file = Path.Combine(_folder, "mine.ipynb");
        File.WriteAllText(file, "kept");
        StudyKitProcess again = await StudyKitProcess.RunAsync(_folder, "new", "mine");
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(
            "mine.ipynb exists, and studykit new replaces nothing. Choose another name, or remove it first.\n",
            again.Errors);
        Assert.Equal("kept", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_missing_setup_file_says_what_to_do()
    {
        string file = Path.Combine(_folder, "old.ipynb");
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Code, "setup", "#load \"setup.csx\""));
        notebook.Write(file);
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", file, "--no-report");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "a notebook needs none: take the line #load \"setup.csx\" out. `studykit new", run.Output + run.Errors);
        Assert.Contains(SolutionFolder.File("notebooks", "setup.csx"), run.Output + run.Errors);
    }

    [Fact]
    public async Task Torch_used_before_any_type_of_the_kit_finds_libtorch()
    {
        string file = Path.Combine(_folder, "torch.ipynb");
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(
            CellKind.Code, "first", "using TorchSharp; Console.WriteLine(torch.ones(2, 3).sum().item<float>());"));
        notebook.Write(file);
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", file, "--no-report", "--show-output");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("6", run.Output);
    }

    [Fact]
    public async Task Help_names_the_command()
    {
        StudyKitProcess help = await StudyKitProcess.RunAsync(_folder, "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("studykit [command] [options]", help.Output);
        Assert.DoesNotContain("StudyKit.Cli", help.Output);
    }
}
