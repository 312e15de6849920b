using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Notebooks.Execution.Runner;

public sealed class BrokenRunTests : IDisposable
{
    private const string Kill =
        "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int raise(int signal);\n";

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failing_cell_ends_the_run_with_its_line_its_output_and_the_trimmed_stack()
    {
        NotebookRun run = await _folder.RunAsync(_folder.Write(
            "a.ipynb", "int x = 1;", "Console.WriteLine(\"so far\");\nthrow new InvalidOperationException(\"no\");",
            "x"));
        Assert.Equal((RunStatus.Failed, "no"), (run.Status, run.Message));
        Assert.Equal(
            ("cell-1", "cell 2", 2, "so far\n"),
            (run.Failure!.CellId, run.Failure.CellName, run.Failure.Line, run.Failure.Output));
        Assert.Equal(["System.InvalidOperationException: no", "   at cell 2, line 2"], run.Failure.Traceback);
        Notebook executed = RunFolder.Executed(run);
        Assert.Equal(
            ("so far\n", "no"),
            (((StreamOutput)executed.Cells[1].Outputs[0]).Text, ((ErrorOutput)executed.Cells[1].Outputs[1]).Message));
        Assert.Null(executed.Cells[2].ExecutionCount);
    }

    [Theory]
    [InlineData(
        "Environment.Exit(3);",
        "The cell ended the process (exit code 3). A notebook stops by throwing, not by Environment.Exit.")]
    [InlineData("int Deep(int x) => Deep(x + 1) + 1;\nDeep(0)", "The cell overflowed the stack, which ends the " +
        "process (exit code 134). Look for a method that calls itself without end.")]
    [InlineData(
        "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern nint strlen(nint text);\nstrlen(1)",
        "Native code crashed with SIGSEGV (exit code 139).")]
    [InlineData(
        "Environment.FailFast(\"boom\");",
        "The cell ended the process by Environment.FailFast: boom (exit code 134). A notebook stops by throwing.")]
    [InlineData(Kill + "raise(9);", "The process was killed by SIGKILL (exit code 137).")]
    [InlineData(
        "var t = new System.Threading.Thread(() => throw new Exception(\"alone\"));\nt.Start(); t.Join();",
        "An exception on a thread of the cell's own was not caught, which ends the process (exit code 134).")]
    public async Task A_cell_that_ends_the_process_is_reported_as_what_it_was_and_keeps_what_was_done(
        string code, string message)
    {
        if (!OperatingSystem.IsLinux()) return;
        NotebookRun run = await _folder.RunAsync(_folder.Write(
            "a.ipynb", "Console.WriteLine(\"kept\");", "Console.WriteLine(\"last words\"); await Task.Delay(200);\n" +
                code, "3"));
        Assert.Equal(RunStatus.Died, run.Status);
        Assert.StartsWith(message, run.Message);
        Notebook executed = RunFolder.Executed(run);
        Assert.Equal(new StreamOutput("stdout", "kept\n"), executed.Cells[0].Outputs.Single());
        Assert.Equal(new StreamOutput("stdout", "last words\n"), executed.Cells[1].Outputs[0]);
        Assert.Equal("ProcessEnded", Assert.IsType<ErrorOutput>(executed.Cells[1].Outputs[^1]).Name);
        Assert.Equal("Died", (string)_folder.Claims("a")["run"]!["status"]!);
    }

    [Fact]
    public async Task A_cell_that_never_ends_is_stopped_and_the_next_notebook_runs()
    {
        string endless = _folder.Write("endless.ipynb", "Console.WriteLine(\"on and on\"); while (true) { }");
        string next = _folder.Write("next.ipynb", "1");
        // compiling on a busy machine must fit in
        RunOptions options = new()
        {
            OutputFolder = _folder.Output,
            Child = RunFolder.Child,
            CellTimeout = TimeSpan.FromSeconds(10),
        };
        IReadOnlyList<NotebookRun> runs = await new NotebookRunner(options, _ => { }).RunAllAsync([endless, next]);
        Assert.Equal([RunStatus.TimedOut, RunStatus.Succeeded], runs.Select(run => run.Status));
        Assert.Equal("The cell took longer than 10 s. Raise --timeout, or take a smaller scale.", runs[0].Message);
        Assert.Equal(new StreamOutput("stdout", "on and on\n"), RunFolder.Executed(runs[0]).Cells[0].Outputs[0]);
    }

    [Fact]
    public async Task An_interrupt_stops_the_cell_and_the_rest_is_not_run()
    {
        using CancellationTokenSource stop = new();
        string path = _folder.Write("a.ipynb", "Console.WriteLine(\"begun\"); await Task.Delay(-1);", "2");
        RunOptions options = new() { OutputFolder = _folder.Output, Child = RunFolder.Child };
        NotebookRunner runner = new(options, said =>
        {
            if (said is CellSaid) stop.Cancel();
        });
        NotebookRun run = Assert.Single(await runner.RunAllAsync([path, path], stop.Token));
        Assert.Equal((RunStatus.Interrupted, "The cell was interrupted."), (run.Status, run.Message));
        Assert.Null(RunFolder.Executed(run).Cells[1].ExecutionCount);
    }

    [Fact]
    public async Task A_figure_cell_without_a_figure_fails()
    {
        NotebookRun run = await _folder.RunAsync(_folder.Write(
            "a.ipynb", Cell.Create(CellKind.Code, "fig", "var figure = 1;", "figure")));
        Assert.Equal((RunStatus.Failed, "fig"), (run.Status, run.Failure!.CellId));
        Assert.StartsWith("The cell is tagged figure and shows none.", run.Message);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_stops_before_anything_runs_or_is_written()
    {
        string path = _folder.Write(
            "a.ipynb", Cell.Create(CellKind.Code, "p", "int seed = 1; double rate = 0.5;", "parameters"));
        NotebookRun run = await _folder.RunAsync(path, options =>
            options with { Parameters = new Dictionary<string, string> { ["seed"] = "abc", ["rate"] = "x" } });
        Assert.Equal(
            "The parameter seed of a.ipynb has the type int. Expected: a whole number, such as its default 1. " +
            "Received: abc.\n"
            + "The parameter rate of a.ipynb has the type double. Expected: a number with a decimal point, such as " +
                "its default 0.5. Received: x.",
            run.Message);
        Assert.Equal(RunStatus.NotRun, run.Status);
        Assert.False(Directory.Exists(_folder.Output));
    }

    [Fact]
    public async Task A_missing_or_broken_notebook_and_a_bad_output_folder_are_one_sentence_each()
    {
        string path = _folder.Write("a.ipynb", "1");
        Assert.StartsWith("There is no notebook at nowhere.ipynb.", (await _folder.RunAsync("nowhere.ipynb")).Message);
        File.WriteAllText(Path.Combine(_folder.Folder, "broken.ipynb"), "{");
        Assert.Contains(
            "broken.ipynb(1,2): A notebook is well-formed JSON",
            (await _folder.RunAsync(Path.Combine(_folder.Folder, "broken.ipynb"))).Message);
        Assert.Contains(
            "Choose an --output other than the notebook's own folder.",
            (await _folder.RunAsync(path, options => options with { OutputFolder = _folder.Folder })).Message);
        Assert.Contains("choose a folder that can be written to", (await _folder.RunAsync(
            path, options => options with { OutputFolder = Path.Combine(path, "below-a-file") })).Message);
        NotebookRun[] twice =
        [
            .. await new NotebookRunner(new RunOptions { OutputFolder = Path.Combine(path, "x") }, _ => { })
                .RunAllAsync([path, path]),
        ];
        Assert.StartsWith("Two notebooks are named a.ipynb", twice[1].Message);
    }

    [Fact]
    public async Task A_child_that_cannot_be_started_is_named()
    {
        NotebookRun run = await _folder.RunAsync(
            _folder.Write("a.ipynb", "1"),
            options => options with { Child = new ChildCommand("/nowhere/studykit", []) });
        Assert.StartsWith("The notebook's process could not be started: /nowhere/studykit", run.Message);
        NotebookRun wrong = await _folder.RunAsync(
            _folder.Write("b.ipynb", "1"),
            options => options with { Child = new ChildCommand("dotnet", ["--no-such-option"]) });
        Assert.StartsWith("The notebook's process ended before it began", wrong.Message);
    }
}
