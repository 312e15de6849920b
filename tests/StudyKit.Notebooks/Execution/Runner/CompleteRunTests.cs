using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Notebooks.Execution.Runner;

/// <summary>
/// One notebook with everything that a run can meet and survive, run once; each test looks at one side of the outcome.
/// </summary>
public sealed class CompleteRunTests(CompleteRunTests.OneRun run) : IClassFixture<CompleteRunTests.OneRun>
{
    [Fact]
    public void Every_cell_ran_and_the_input_is_untouched()
    {
        Assert.Equal((RunStatus.Succeeded, ""), (run.Result.Status, run.Result.Message));
        Assert.Equal(run.Before, File.ReadAllText(run.Path));
    }

    [Fact]
    public void Parameters_are_assigned_in_a_cell_after_their_declaration_and_unknown_ones_are_warned_of()
    {
        Cell injected = run.Executed.Cells[2];
        Assert.Equal(["injected-parameters"], injected.Tags);
        Assert.Equal("// Given to this run.\nscale = \"study\";\nrate = 0.25d;\ndataRoot = " +
            $"\"{run.Data}\";", injected.Source);
        Assert.Equal("study 1 0.25 " + run.Data, run.Text("show"));
        Assert.Equal(
            "all.ipynb has no parameter sede; it is ignored. Known: scale, seed, rate, dataRoot.",
            run.Events.OfType<RunWarning>().Single().Text);
    }

    [Fact]
    public void The_child_knows_the_data_folder_the_checkpoint_folder_and_its_own_folder()
    {
        string[] lines = run.Text("environment").Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(run.Data, lines[0]);
        Assert.StartsWith(System.IO.Path.Combine(run.Folder.Output, "all.run"), lines[1]);
        Assert.Equal((run.Folder.Folder, "True"), (lines[2], lines[3]));
        Assert.False(Directory.Exists(lines[1]), "a complete run leaves no checkpoints");
    }

    [Fact]
    public void An_update_replaces_what_an_earlier_cell_displayed()
    {
        Assert.Equal(
            "second", Assert.IsType<DisplayOutput>(run.Cell("shown").Outputs.Single()).Data.Text("text/plain"));
        Assert.Empty(run.Cell("update").Outputs);
    }

    [Fact]
    public void Outputs_are_in_order_and_stream_text_is_joined()
    {
        CellOutput[] outputs = [.. run.Cell("order").Outputs];
        Assert.Equal(new StreamOutput("stdout", "a\nb\n"), outputs[0]);
        Assert.Equal("c", Assert.IsType<DisplayOutput>(outputs[1]).Data.Text("text/plain"));
        Assert.Equal(new StreamOutput("stderr", "d"), outputs[2]);
        ResultOutput result = Assert.IsType<ResultOutput>(outputs[3]);
        Assert.Equal(("5", run.Cell("order").ExecutionCount), (result.Data.Text("text/plain"), result.ExecutionCount));
    }

    [Fact]
    public void Native_text_reaches_the_notebook_and_does_no_harm_to_the_protocol() =>
        Assert.Contains("from native code", run.Text("native"));

    [Fact]
    public void A_cell_that_may_throw_keeps_its_error_and_the_run_goes_on() =>
        Assert.Equal("expected", Assert.IsType<ErrorOutput>(run.Cell("raises").Outputs.Single()).Message);

    [Fact]
    public void A_cell_to_be_skipped_keeps_its_old_output_and_number()
    {
        Assert.Equal(new StreamOutput("stdout", "old"), run.Cell("skipped").Outputs.Single());
        Assert.Null(run.Cell("skipped").ExecutionCount);
    }

    [Fact]
    public void Cells_of_other_languages_are_shown() => Assert.Equal(
        "graph LR", Assert.IsType<DisplayOutput>(run.Cell("mermaid").Outputs.Single()).Data.Text("text/vnd.mermaid"));

    [Fact]
    public void Claims_are_gathered_with_their_cells_and_the_last_word_counts()
    {
        JsonNode file = run.Folder.Claims("all.study");
        JsonArray claims = file["claims"]!.AsArray();
        Assert.Equal(["a.one", "a.two"], claims.Select(claim => (string)claim!["id"]!));
        Assert.Equal(("supported", "claims"), ((string)claims[0]!["verdict"]!, (string)claims[0]!["cell"]!));
        Assert.Equal("figure", (string)claims[1]!["cell"]!);
    }

    [Fact]
    public void The_runs_facts_are_beside_the_claims_and_in_the_notebook()
    {
        JsonNode facts = run.Folder.Claims("all.study")["run"]!;
        Assert.Equal(
            ("all.ipynb", "Succeeded", "study", Environment.ProcessorCount),
            ((string)facts["notebook"]!, (string)facts["status"]!, (string)facts["scale"]!, (int)facts["cores"]!));
        Assert.Equal(("1", "0.25"), ((string)facts["parameters"]!["seed"]!, (string)facts["parameters"]!["rate"]!));
        Assert.Equal(
            run.Executed.Cells.Count(cell => cell.ExecutionCount is not null), facts["cells"]!.AsArray().Count);
        Assert.InRange(
            (double)facts["cells"]!.AsArray().Single(cell => (string)cell!["id"]! == "slow")!["seconds"]!, 0.3, 30);
        Assert.InRange((double)facts["seconds"]!, 0.3, 600);
        Assert.True(facts["versions"]!.AsObject().ContainsKey("StudyKit.Notebooks"));
        Assert.Equal("Succeeded", (string)run.Executed.Metadata["studykit"]!["run"]!["status"]!);
    }

    [Fact]
    public void The_runner_says_what_happens_in_order()
    {
        Assert.Single(run.Events.OfType<NotebookStarted>());
        CellStarted[] started = [.. run.Events.OfType<CellStarted>()];
        Assert.Equal(Enumerable.Range(1, started.Length), started.Select(cell => cell.Number));
        Assert.Equal(started.Select(cell => cell.Number), run.Events.OfType<CellEnded>().Select(cell => cell.Number));
        Assert.Equal("The title · string scale = \"quick\"; int seed = 1;", started[0].Title);
        Assert.IsType<NotebookEnded>(run.Events[^1]);
    }

    public sealed class OneRun : IAsyncLifetime
    {
        internal RunFolder Folder { get; } = new();

        public string Path { get; private set; } = "";

        public string Before { get; private set; } = "";

        public string Data => System.IO.Path.Combine(Folder.Folder, "data");

        public NotebookRun Result { get; private set; } = null!;

        public Notebook Executed { get; private set; } = null!;

        public IReadOnlyList<RunEvent> Events => Folder.Events;

        public Cell Cell(string id) => Executed.Cells.Single(cell => cell.Id == id);

        public string Text(string id) =>
            string.Concat(Cell(id).Outputs.OfType<StreamOutput>().Select(stream => stream.Text));

        public async ValueTask InitializeAsync()
        {
            Cell skipped = Code("skipped", "this is no C#", "skip-execution");
            skipped.SetOutputs([new StreamOutput("stdout", "old")]);
            Cell mermaid = Code("mermaid", "graph LR");
            mermaid.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = "mermaid" };
            Cell stale = Code("stale", "scale = \"from an earlier run\";", "injected-parameters");
            Path = Folder.Write(
                "all.ipynb",
                StudyKit.Notebooks.Documents.Cell.Create(CellKind.Markdown, "title", "# The title\n\nText."),
                Code("parameters", "string scale = \"quick\"; int seed = 1;\nvar rate = 0.5; string " +
                    "dataRoot = \"\";", "parameters"),
                stale,
                Code("show", "Console.Write($\"{scale} {seed} {rate} {dataRoot}\");"),
                Code("environment", "foreach (string name in new[] { \"STUDYKIT_DATA\", \"STUDYKIT_RUN\" }) " +
                    "Console.WriteLine(Environment.GetEnvironmentVariable(name));\n" +
                    "Console.WriteLine(Environment.CurrentDirectory); Console.WriteLine(Console.ReadLine() is null);"),
                Code("shown", "var shown = display(\"first\");"),
                Code("update", "shown.Update(\"second\");"),
                Code("order", "Console.WriteLine(\"a\"); Console.WriteLine(\"b\"); display(\"c\"); " +
                    "Console.Error.Write(\"d\"); 5"),
                Code("native", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int puts(string " +
                    "text);\n[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fflush(IntPtr " +
                    "all);\nif (OperatingSystem.IsWindows()) Console.Write(\"from native code\"); else { " +
                    "puts(\"{\\\"type\\\": \\\"from native code\"); fflush(0); }\nawait Task.Delay(200);"),
                Code("raises", "throw new Exception(\"expected\");", "raises-exception"),
                skipped,
                mermaid,
                Code("figure", "display(HTML(\"<svg/>\")); \"{\\\"id\\\": \\\"a.one\\\", \\\"verdict\\\": " +
                    "\\\"undecided\\\"}\".DisplayAs(\"application/vnd.studykit.claim+json\"); \"{\\\"id\\\": " +
                    "\\\"a.two\\\", \\\"verdict\\\": " +
                    "\\\"undecided\\\"}\".DisplayAs(\"application/vnd.studykit.claim+json\");", "figure"),
                Code("claims", "\"{\\\"id\\\": \\\"a.one\\\", \\\"verdict\\\": " +
                    "\\\"supported\\\"}\".DisplayAs(\"application/vnd.studykit.claim+json\");"),
                Code("slow", "await Task.Delay(300);"));
            Before = File.ReadAllText(Path);
            Dictionary<string, string> parameters = new() { ["scale"] = "study", ["sede"] = "3", ["rate"] = "0.25" };
            Result = await Folder.RunAsync(
                Path, options =>
                    options with { Parameters = parameters, AllowUnknownParameters = true, DataFolder = Data });
            Executed = RunFolder.Executed(Result);
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }

        private static Cell Code(string id, string source, params string[] tags) =>
            StudyKit.Notebooks.Documents.Cell.Create(CellKind.Code, id, source, tags);
    }
}
