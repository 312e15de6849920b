using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Tests.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Execution.Runner;

/// <summary>A folder with notebooks that are run for real, each in a process of its own.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly ConcurrentQueue<RunEvent> _events = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("studykit-").FullName;

    public string Output => Path.Combine(Folder, "out");

    public IReadOnlyList<RunEvent> Events => [.. _events];

    /// <summary>The command line's own program, as it lies beside the tests.</summary>
    public static ChildCommand Child { get; } = new(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "StudyKit.Cli.dll"), ChildCommand.Verb]);

    public string Write(string name, params string[] codeCells) =>
        Write(name, [.. codeCells.Select((code, i) => Cell.Create(CellKind.Code, $"cell-{i}", code))]);

    public string Write(string name, params Cell[] cells)
    {
        Notebook notebook = Notebook.Create();
        foreach (Cell cell in cells) notebook.Add(cell);
        return Write(name, notebook.ToJson());
    }

    public async Task<NotebookRun> RunAsync(
        string path, Func<RunOptions, RunOptions>? change = null, CancellationToken interrupt = default)
    {
        RunOptions options = new() { OutputFolder = Output, Child = Child };
        return (await new NotebookRunner(change?.Invoke(options) ?? options, _events.Enqueue)
            .RunAllAsync([path], interrupt)).Single();
    }

    public static Notebook Executed(NotebookRun run) => Notebook.Read(run.Executed!);

    public JsonNode Claims(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Output, $"{name}.claims.json")))!;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
