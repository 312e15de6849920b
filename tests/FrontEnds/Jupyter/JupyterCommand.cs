using System.Diagnostics;
using System.Globalization;
using StudyKit.Tests.Notebooks;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>
/// <c>StudyKit.Tests jupyter [--keep FOLDER] [NOTEBOOK…]</c>: each notebook, all seven where none is named, run by
/// <c>studykit run</c> and by <c>nbconvert --execute</c> in turn: seconds, outputs and verdicts of both.
/// </summary>
internal static class JupyterCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (JupyterPython.Client is null)
        {
            Console.Error.WriteLine(
                "No Jupyter client: install one (Debian: apt-get install python3-jupyter-client jupyter-nbconvert).");
            return 2;
        }

        string? keep = NamedNotebooks.Folder(arguments, "--keep");
        JupyterHome jupyter = new();
        await jupyter.InitializeAsync();
        try
        {
            int faults = 0;
            foreach (string notebook in NamedNotebooks.In(arguments))
            {
                faults += await CompareAsync(jupyter, notebook, keep ?? jupyter.Folder);
            }

            return faults == 0 ? 0 : 1;
        }
        finally
        {
            await jupyter.DisposeAsync();
        }
    }

    private static async Task<int> CompareAsync(JupyterHome jupyter, string notebook, string folder)
    {
        string name = Path.GetFileNameWithoutExtension(notebook), own = Path.Combine(folder, "studykit");
        string theirs = Directory.CreateDirectory(Path.Combine(folder, "jupyter")).FullName;
        Stopwatch clock = Stopwatch.StartNew();
        StudyKitProcess run = await StudyKitProcess.RunAsync(jupyter.Folder, "run", notebook, "--output", own);
        TimeSpan here = clock.Elapsed;
        if (run.ExitCode != 0) return Fault($"{name}: studykit run ended with {run.ExitCode}.\n{run.Errors}");

        clock.Restart();
        (int exit, _, string errors) = await jupyter.RunAsync(
            JupyterPython.Client!, "-m", "nbconvert", "--to", "notebook", "--execute", notebook,
            "--ExecutePreprocessor.timeout=-1", "--output-dir", theirs);
        TimeSpan there = clock.Elapsed;
        if (exit != 0) return Fault($"{name}: nbconvert ended with {exit}.\n{errors}");

        string ownFile = Path.Combine(own, $"{name}.ipynb"), theirFile = Path.Combine(theirs, $"{name}.ipynb");
        SortedDictionary<string, string> verdicts = NotebookOutputs.Verdicts(ownFile),
            others = NotebookOutputs.Verdicts(theirFile);
        string[] different = [.. verdicts.Keys.Union(others.Keys).Where(id => !TimedClaims.Has(id)
            && verdicts.GetValueOrDefault(id) != others.GetValueOrDefault(id))];
        string[] lines = NotebookOutputs.Lines(ownFile), otherLines = NotebookOutputs.Lines(theirFile);
        string[] cells = [.. lines.Except(otherLines).Concat(otherLines.Except(lines))
            .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Distinct()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: studykit run {here.TotalSeconds:0.0} s, nbconvert {there.TotalSeconds:0.0} s; ") +
            $"{verdicts.Count} verdicts, {different.Length} differ; {lines.Length} and {otherLines.Length} outputs, " +
            $"not equal in {cells.Length} cells{(cells.Length == 0 ? "" : $" ({string.Join(", ", cells)})")}");
        foreach (string id in different)
        {
            Console.WriteLine($"  {id}: {others.GetValueOrDefault(id, "none")}, and " +
                $"{verdicts.GetValueOrDefault(id, "none")} under studykit run.");
        }

        return different.Length;
    }

    private static int Fault(string text)
    {
        Console.WriteLine(text);
        return 1;
    }
}
