using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_says_that_it_starts_gives_one_line_per_cell_and_ends_with_the_reports_path()
    {
        Write("a.ipynb", Cell.Create(CellKind.Code, "p", "int seed = 1;", "parameters"), Cell.Create(
            CellKind.Code, "b", "seed * 2"));
        StudyKitProcess run = await StudyKitProcess.RunAsync(
            _folder, "run", "a.ipynb", "--seed", "21", "-p", "nothing=1", "--allow-unknown", "--output", "out");
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal((0, "Starting.", "a.ipynb: 3 cells, seed = 21"), (run.ExitCode, lines[0], lines[1]));
        Assert.Equal(3, lines.Count(line => line.StartsWith('[')));
        Assert.Equal(Path.Combine(_folder, "out", "a.html"), Path.GetFullPath(lines[^1], _folder));
        Assert.True(File.Exists(Path.Combine(_folder, "out", "a.html")));
        Assert.Equal(
            "warning: a.ipynb has no parameter nothing; it is ignored. Known: seed.", run.Errors.Split('\n')[0]);
        Assert.Equal(
            "42", ((ResultOutput)Notebook.Read(Path.Combine(_folder, "out", "a.ipynb")).Cells[2].Outputs[0]).Data
                .Text("text/plain"));
    }

    [Fact]
    public async Task Cells_know_cultures_by_name_and_numbers_are_written_without_one()
    {
        Write("a.ipynb", Cell.Create(CellKind.Code, "cultures",
            """
            using System.Globalization;
            var german = CultureInfo.GetCultureInfo("de-DE");
            string.Join(" | ", 1234.5.ToString("N1", german), new DateTime(2020, 3, 1).ToString("MMMM", german),
                1234.5, CultureInfo.CurrentCulture.Name, await Task.Run(() => $"{0.5}"),
                CultureInfo.GetCultureInfo("zh-CN").NativeName)
            """));
        StudyKitProcess run = await StudyKitProcess.RunAsync(
            _folder,
            new Dictionary<string, string?>
            {
                ["LANG"] = "de_DE.UTF-8",
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = null,
            },
            "run", "a.ipynb", "--no-report", "--output", "out");
        Assert.Equal("", run.Errors);
        Assert.Equal(
            "1.234,5 | März | 1234.5 |  | 0.5 | 中文（中国）",
            ((ResultOutput)Notebook.Read(Path.Combine(_folder, "out", "a.ipynb")).Cells[0].Outputs[0]).Data
                .Text("text/plain"));
    }

    [Fact]
    public async Task A_failing_cell_is_shown_with_numbered_lines_and_the_exit_code_is_not_zero()
    {
        Write("a.ipynb", Cell.Create(CellKind.Code, "bad", "int a = 1;\nint b = a + c;\n"));
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", "a.ipynb", "--no-report");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            """
            cell 1 (id bad):
                 1 | int a = 1;
             >   2 | int b = a + c;
                 3 | 
            cell 1, line 2, column 13: error CS0103: The name 'c' does not exist in the current context
                int b = a + c;
                            ^

            """,
            run.Errors);
    }

    [Theory]
    [InlineData("-p", "seed", "A parameter has a name and a value. Expected: -p name=value. Received: -p seed.")]
    [InlineData(
        "--timeout", "soon", "--timeout is a number with a unit. Expected: 90, 90s, 20m or 2h. Received: soon.")]
    [InlineData(
        "--scale", "huge", "--scale takes one of its three values. Expected: quick, study or paper. Received: huge.")]
    [InlineData("--seed", "one", "--seed is a whole number. Expected: --seed 1. Received: one.")]
    [InlineData("--scael", "study", "studykit run has no option --scael. Did you mean --scale? Nothing was begun.")]
    [InlineData(
        "-p",
        "sweep=all",
        "a.ipynb has no parameter sweep. Known: sweeps. Mend the name, or say --allow-unknown to leave it out.")]
    [InlineData("b.ipynb", "--no-report", "There is no notebook at b.ipynb.")]
    public async Task A_malformed_option_is_refused_before_anything_starts(string option, string value, string message)
    {
        Write("a.ipynb", Cell.Create(CellKind.Code, "p", "string sweeps = \"core\";", "parameters"));
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", "a.ipynb", option, value);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Errors);
        Assert.False(Directory.Exists(Path.Combine(_folder, "reports")));
    }

    [Fact]
    public async Task List_shows_title_paper_scales_and_parameters()
    {
        Notebook notebook = Notebook.Create();
        notebook.Metadata["studykit"] = System.Text.Json.Nodes.JsonNode
            .Parse("""{"title": "Attention", "venue": "NeurIPS 2017", "minutes": {"quick": 1.5, "study": 18}}""");
        notebook.Add(Cell.Create(CellKind.Code, "p", "string scale = \"quick\";", "parameters"));
        Directory.CreateDirectory(Path.Combine(_folder, "notebooks"));
        notebook.Write(Path.Combine(_folder, "notebooks", "01-a.ipynb"));
        StudyKitProcess list = await StudyKitProcess.RunAsync(_folder, "list");
        string file = Path.Combine("notebooks", "01-a.ipynb");
        Assert.Equal((0, $"{file}\n    Attention (NeurIPS 2017)\n    scales: quick 1.5 min, study 18 min\n    " +
            "parameters: scale = \"quick\"\n"), (list.ExitCode, list.Output));

        StudyKitProcess missing = await StudyKitProcess.RunAsync(_folder, "list", "nowhere");
        Assert.Equal((1, "There is no folder nowhere. Call studykit list from the repository's root, or name the " +
            "folder: studykit list <folder>.\n"), (missing.ExitCode, missing.Errors));
    }

    private void Write(string name, params Cell[] cells)
    {
        Notebook notebook = Notebook.Create();
        foreach (Cell cell in cells) notebook.Add(cell);
        notebook.Write(Path.Combine(_folder, name));
    }
}
