using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Runs notebooks one after another, each in a process of its own, and writes an executed copy after every cell.
/// Whatever ends a notebook's process ends that notebook only.
/// </summary>
/// <param name="options">How to run.</param>
/// <param name="listener">Hears what happens, one event at a time.</param>
public sealed class NotebookRunner(RunOptions options, Action<RunEvent> listener)
{
    /// <summary>Runs notebooks in the given order. After an interrupt the rest is not begun.</summary>
    /// <param name="notebooks">The files. No two may have the same name, since the copies go into one folder.</param>
    /// <param name="interrupt">Stops the running cell and with it the run.</param>
    /// <returns>One outcome for each notebook that was begun.</returns>
    public async Task<IReadOnlyList<NotebookRun>> RunAllAsync(IReadOnlyList<string> notebooks,
        CancellationToken interrupt = default)
    {
        List<NotebookRun> runs = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (string notebook in notebooks)
        {
            if (interrupt.IsCancellationRequested) break;
            NotebookRun run = names.Add(Path.GetFileName(notebook))
                ? await RunAsync(notebook, interrupt)
                : NotRun(notebook, $"Two notebooks are named {Path.GetFileName(notebook)}, and their copies would " +
                    $"overwrite each other. Run the second with another --output.");
            listener(new NotebookEnded(run));
            runs.Add(run);
        }

        return runs;
    }

    /// <summary>
    /// What would keep notebooks from running though their text is sound: a file that is not there, a parameter that it
    /// does not have. Asked before anything runs, so that a slip of the pen costs no minutes.
    /// </summary>
    /// <param name="notebooks">The files.</param>
    /// <returns>One sentence for each problem; empty when there is none.</returns>
    public IReadOnlyList<string> Problems(IReadOnlyList<string> notebooks)
    {
        ArgumentNullException.ThrowIfNull(notebooks);
        List<string> problems = [];
        foreach (string path in notebooks)
        {
            if (Directory.Exists(path))
            {
                problems.Add($"{path} is a folder. Expected: a notebook, such as " +
                    $"{Path.Combine(path, "name.ipynb")}; a shell writes all of a folder as " +
                    $"{Path.Combine(path, "*.ipynb")}.");
            }
            else if (!File.Exists(path))
            {
                problems.Add($"There is no notebook at {path}. Look at the name, or list the notebooks of a " +
                    $"folder: studykit list <folder>.");
            }
            else
            {
                problems.AddRange(ParameterProblems(path));
            }
        }

        return problems;
    }

    private string[] ParameterProblems(string path)
    {
        try
        {
            RunPlan.Make(path, Notebook.Read(path), options, _ => { });
            return [];
        }
        catch (ParameterException error)
        {
            return error.Message.Split('\n');
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or NotebookFormatException
            or InvalidOperationException)
        {
            // A broken notebook is told in its turn, and stops no other.
            return [];
        }
    }

    private static NotebookRun NotRun(string notebook, string message) =>
        new(notebook, RunStatus.NotRun, null, TimeSpan.Zero, message);

    private async Task<NotebookRun> RunAsync(string path, CancellationToken interrupt)
    {
        try
        {
            Notebook notebook = Notebook.Read(path);
            foreach (string repair in notebook.Repairs) listener(new RunWarning(repair));
            RunPlan plan = RunPlan.Make(path, notebook, options, text => listener(new RunWarning(text)));
            if (options.Resume && plan.IsDone()) return new NotebookRun(path, RunStatus.Resumed, plan.ExecutedPath,
                TimeSpan.Zero);

            plan.PrepareFolders(options.Resume);
            listener(new NotebookStarted(path, plan.CellsToRun.Count, plan.Parameters));
            return await new NotebookExecution(plan, options, listener).RunAsync(interrupt);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or NotebookFormatException or ParameterException)
        {
            return NotRun(path, error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return NotRun(path, $"{path}: the kit met an error of its own, {error.GetType().Name}: {error.Message} " +
                $"The notebooks after it are run.");
        }
        catch (OperationCanceledException)
        {
            return new NotebookRun(path, RunStatus.Interrupted, null, TimeSpan.Zero,
                "The run was stopped before its first cell.");
        }
    }
}
