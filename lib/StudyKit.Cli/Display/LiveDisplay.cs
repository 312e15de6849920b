using Spectre.Console;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Cli.Display;

/// <summary>
/// Two bars at the foot of the terminal, one for the notebook's cells and one for what the running cell says of its
/// progress; finished cells scroll by above.
/// </summary>
internal sealed class LiveDisplay(IAnsiConsole console, bool showOutput) : IRunDisplay
{
    private readonly LineBuffer _lines = new();
    private ProgressTask? _notebook;
    private ProgressTask? _cell;
    private string _title = "";
    private int _cells;

    public Task<IReadOnlyList<NotebookRun>> ShowAsync(Func<Action<RunEvent>, Task<IReadOnlyList<NotebookRun>>> run) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => run(said => Show(context, said)));

    public void Stopping() => Above(new Markup($"[yellow]{Markup.Escape(RunText.Stopping)}[/]"));

    private void Above(Spectre.Console.Rendering.IRenderable lines) => console.Write(new AboveBars(lines));

    private void Show(ProgressContext context, RunEvent said)
    {
        switch (said)
        {
            case NotebookStarted start:
                Above(Markup.FromInterpolated($"[bold]{RunText.Started(start)}[/]"));
                _notebook = context.AddTask(
                    Markup.Escape(Path.GetFileName(start.Notebook)), maxValue: Math.Max(1, start.Cells));
                _cell = context.AddTask("starting", maxValue: 1).IsIndeterminate();
                break;
            case RunWarning warning:
                Above(Markup.FromInterpolated($"[yellow]warning:[/] {warning.Text}"));
                break;
            case RunNote note:
                Above(new Spectre.Console.Text(note.Text));
                break;
            case CellStarted cell:
                (_title, _cells) = (cell.Title, cell.Cells);
                Describe(cell.Title, null);
                break;
            case CellSaid cell when RunText.Progress(cell.Event) is { } progress:
                Describe(progress.Trim(), Fraction(cell.Event));
                break;
            case CellSaid { Event: StreamEvent stream } when showOutput:
                foreach (string line in _lines.Add(stream.Text)) Above(new Spectre.Console.Text("    " + line));
                break;
            case CellEnded cell:
                foreach (string line in _lines.End()) Above(new Spectre.Console.Text("    " + line));
                string mark = cell.Succeeded ? "[green]✓[/]" : "[red]✗[/]";
                Above(new Markup($"{mark} [grey]{cell.Number,3}/{_cells} {Quantity.Duration(cell.Elapsed),9}[/]  " +
                    $"{Markup.Escape(_title)}"));
                _notebook?.Value(cell.Number);
                break;
            case NotebookEnded end:
                _notebook?.StopTask();
                _cell?.StopTask();
                Above(Markup.FromInterpolated($"[bold]{RunText.Ended(end.Run)}[/]"));
                if (!end.Run.IsComplete) Above(new Spectre.Console.Text(RunText.Failure(end.Run)));
                break;
        }
    }

    private void Describe(string text, double? fraction)
    {
        if (_cell is null) return;
        int width = Math.Max(20, console.Profile.Width - 60);
        _cell.Description = Markup.Escape(text.Length <= width ? text : text[..(width - 1)] + "…");
        _cell.IsIndeterminate(fraction is null);
        _cell.Value(fraction ?? 0);
    }

    private static double? Fraction(SessionEvent said)
    {
        MimeBundle? data = said switch
        {
            DisplayEvent shown => shown.Data,
            UpdateEvent shown => shown.Data,
            _ => null,
        };
        return ProgressReport.Read(data?.Json(MimeTypes.Progress)) is { Total: > 0 } report
            ? Math.Clamp(report.Done / (double)report.Total, 0, 1)
            : null;
    }
}
