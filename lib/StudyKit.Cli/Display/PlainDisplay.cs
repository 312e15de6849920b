using System.Diagnostics;
using StudyKit.Contracts;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Cli.Display;

/// <summary>One line per cell, and a line of progress every few seconds: for logs, pipes and dumb terminals.</summary>
internal sealed class PlainDisplay(TextWriter output, TextWriter errors, bool showOutput) : IRunDisplay
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _sinceProgress = Stopwatch.StartNew();
    private readonly LineBuffer _lines = new();
    private string _title = "";
    private int _cells;

    public Task<IReadOnlyList<NotebookRun>> ShowAsync(Func<Action<RunEvent>, Task<IReadOnlyList<NotebookRun>>> run)
    {
        output.WriteLine("Starting.");
        return run(Show);
    }

    public void Stopping() => errors.WriteLine(RunText.Stopping);

    private void Show(RunEvent said)
    {
        switch (said)
        {
            case NotebookStarted start:
                output.WriteLine(RunText.Started(start));
                break;
            case RunWarning warning:
                errors.WriteLine($"warning: {warning.Text}");
                break;
            case RunNote note:
                output.WriteLine(note.Text);
                break;
            case CellStarted cell:
                (_title, _cells) = (cell.Title, cell.Cells);
                _sinceProgress.Restart();
                break;
            case CellSaid cell when _sinceProgress.Elapsed >= Every && RunText.Progress(cell.Event) is { } progress:
                _sinceProgress.Restart();
                output.WriteLine($"{Counter(cell.Number)}            {progress.Trim()}");
                break;
            case CellSaid { Event: StreamEvent stream } when showOutput:
                foreach (string line in _lines.Add(stream.Text)) output.WriteLine($"    {line}");
                break;
            case CellEnded cell:
                foreach (string line in _lines.End()) output.WriteLine($"    {line}");
                output.WriteLine($"{Counter(cell.Number)} {Quantity.Duration(cell.Elapsed),10}  " +
                    $"{_title}{(cell.Succeeded ? "" : "  failed")}");
                break;
            case NotebookEnded end:
                output.WriteLine(RunText.Ended(end.Run));
                output.Flush();
                if (!end.Run.IsComplete) errors.WriteLine(RunText.Failure(end.Run));
                break;
        }
    }

    private string Counter(int number) => $"[{number.ToString().PadLeft(_cells.ToString().Length)}/{_cells}]";
}
