using System.Diagnostics;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>One notebook's run: sends the cells to its process, gathers what they say, writes the copy after
/// each.</summary>
internal sealed class NotebookExecution(RunPlan plan, RunOptions options, Action<RunEvent> listener)
{
    private readonly CellOutputs _outputs = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private CellFailure? _failure;

    /// <exception cref="IOException">The process could not be started, or the copy could not be written.</exception>
    public async Task<NotebookRun> RunAsync(CancellationToken interrupt)
    {
        Dictionary<string, string> environment = new() { ["STUDYKIT_RUN"] = plan.CheckpointFolder };
        if (options.Offline) environment["STUDYKIT_OFFLINE"] = "1";
        if (options.DataFolder is { } data) environment["STUDYKIT_DATA"] = Path.GetFullPath(data);

        await using ChildSession child =
            await ChildSession.StartAsync(options.Child, plan.Folder, environment, interrupt);
        RunStatus status = RunStatus.Succeeded;
        try
        {
            for (int i = 0; i < plan.CellsToRun.Count && status == RunStatus.Succeeded; i++)
            {
                status = interrupt.IsCancellationRequested ? RunStatus.Interrupted
                    : await RunCellAsync(child, i, interrupt);
            }

            await FinishAsync(child, status);
        }
        catch (IOException error)
        {
            child.Kill();
            plan.Facts.Message = error.Message;
            status = RunStatus.NotWritten;
        }

        if (plan.Resumed() is { Length: > 0 } resumed) listener(new RunNote(resumed));
        if (status == RunStatus.Succeeded) plan.RemoveCheckpoints();
        else plan.RemoveEmptyFolders();
        return new NotebookRun(plan.Source, status, plan.ExecutedPath, _watch.Elapsed, plan.Facts.Message, _failure);
    }

    private async Task<RunStatus> RunCellAsync(ChildSession child, int number, CancellationToken interrupt)
    {
        int index = plan.CellsToRun[number];
        Cell cell = plan.Executed.Cells[index];
        CellRequest request = new(cell.Source, $"cell {number + 1}", NotebookLanguage.Of(cell, plan.Executed));
        cell.ExecutionCount = number + 1;
        _outputs.Begin(cell);
        listener(new CellStarted(number + 1, plan.CellsToRun.Count, CellReading.Title(plan.Executed, index)));

        void Hear(SessionEvent said)
        {
            _outputs.Hear(said);
            listener(new CellSaid(number + 1, said));
        }

        CellEnd end = await child.RunAsync(request, Hear, options.CellTimeout, interrupt);
        RunStatus status = Judge(cell, request, end, child, Hear);
        plan.Facts.Add(cell, child.CellTime);
        plan.Facts.Seconds = _watch.Elapsed.TotalSeconds;
        if (status != RunStatus.Succeeded) plan.Facts.Status = status;
        _outputs.Store();
        plan.Save();
        listener(new CellEnded(number + 1, child.CellTime, status == RunStatus.Succeeded));
        return status;
    }

    /// <summary>What the end of a cell means for the run; adds an error output where the session could not give one
    /// itself.</summary>
    private RunStatus Judge(Cell cell, CellRequest request, CellEnd end, ChildSession child, Action<SessionEvent> hear)
    {
        switch (end)
        {
            case CellEnd.Failed when cell.HasTag("raises-exception"):
                return RunStatus.Succeeded;
            case CellEnd.Succeeded when cell.HasTag("figure") && !CellReading.HasFigure(_outputs.Of(cell)):
                hear(new ErrorEvent("NoFigure", "The cell is tagged figure and shows none. Expected: an output " +
                    "with HTML, an image or a Plotly chart. Display the figure, or remove the tag.", []));
                break;
            case CellEnd.Succeeded:
                return RunStatus.Succeeded;
            case CellEnd.TimedOut:
                hear(new ErrorEvent("TimedOut", $"The cell took longer than " +
                    $"{options.CellTimeout!.Value.TotalSeconds:0.###} s. Raise --timeout, or take a smaller scale.",
                    []));
                break;
            case CellEnd.Died:
                hear(new ErrorEvent("ProcessEnded", child.Death, []));
                break;
        }

        // A restart loses nothing that was shown: the copy keeps every output up to here.
        ErrorOutput? error = _outputs.Of(cell).OfType<ErrorOutput>().LastOrDefault();
        IReadOnlyList<string> traceback = error?.Traceback ?? [];
        plan.Facts.Message = error?.Message ?? "The run was stopped.";
        _failure = new CellFailure(cell.Id, request.Name, cell.Source, CellReading.FailingLine(request.Name, traceback),
            _outputs.TextOf(cell), traceback.Count > 0 ? traceback : [plan.Facts.Message]);
        return end switch
        {
            CellEnd.TimedOut => RunStatus.TimedOut,
            CellEnd.Died => RunStatus.Died,
            CellEnd.Interrupted => RunStatus.Interrupted,
            _ => RunStatus.Failed,
        };
    }

    private async Task FinishAsync(ChildSession child, RunStatus status)
    {
        if (status is RunStatus.Succeeded or RunStatus.Failed && await child.InspectAsync() is { } facts)
        {
            plan.Facts.Device = (string?)facts["device"];
            plan.Facts.Versions = (JsonObject)facts["versions"]!.DeepClone();
        }

        if (status == RunStatus.Interrupted && plan.Facts.Message.Length == 0) plan.Facts.Message =
            "The run was stopped between two cells.";
        plan.Facts.Status = status;
        plan.Facts.Seconds = _watch.Elapsed.TotalSeconds;
        _outputs.Store();
        plan.Save();
    }
}
