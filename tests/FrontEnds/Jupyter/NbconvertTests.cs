using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>A notebook run by <c>nbconvert --execute</c> and by <c>studykit run</c>: the same outputs.</summary>
public sealed class NbconvertTests(JupyterHome jupyter) : IClassFixture<JupyterHome>
{
    private const string Moving = """
        var shown = display("0 of 3");
        foreach (int i in Enumerable.Range(1, 3)) shown.Update($"{i} of 3");
        Console.WriteLine("written");
        new[] { 1, 2 }.Length
        """;

    [JupyterFact]
    public async Task Outputs_are_those_of_studykit_run()
    {
        StudyKitProcess made = await StudyKitProcess.RunAsync(jupyter.Folder, "new", "short.ipynb");
        Assert.True(made.ExitCode == 0, made.Errors);
        string path = Path.Combine(jupyter.Folder, "short.ipynb");
        Notebook notebook = Notebook.Read(path);
        notebook.Add(Cell.Create(CellKind.Code, "moving", Moving));
        notebook.Write(path);

        StudyKitProcess run = await StudyKitProcess.RunAsync(jupyter.Folder, "run", path, "--output", "reports");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        // The notebook names .net-csharp: the kernel is found without being chosen.
        (int exit, _, string errors) = await jupyter.RunAsync(
            JupyterPython.Client!, "-m", "nbconvert", "--to", "notebook", "--execute", path,
            "--output", "executed.ipynb");
        Assert.True(exit == 0, errors);

        string[] own = NotebookOutputs.Lines(Path.Combine(jupyter.Folder, "reports", "short.ipynb"));
        string[] theirs = NotebookOutputs.Lines(Path.Combine(jupyter.Folder, "executed.ipynb"));
        Assert.Equal(own, theirs);
        Assert.Contains(theirs, output => output.StartsWith("measure: ", StringComparison.Ordinal)
            && output.Contains("application/vnd.plotly.v1+json", StringComparison.Ordinal));
        Assert.Contains(theirs, output => output.StartsWith("moving: display_data", StringComparison.Ordinal)
            && output.Contains("3 of 3", StringComparison.Ordinal));
    }
}
