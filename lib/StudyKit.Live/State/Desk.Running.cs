using System.Diagnostics;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Live.Names;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Live.State;

/// <content>Which cells run, and in what order.</content>
internal sealed partial class Desk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<string> _queue = [];
    private readonly Dictionary<string, string> _cellOfRun = new(StringComparer.Ordinal);
    private (string Cell, string Run)? _running;
    private bool _isInterrupting;
    private int _runs;

    /// <summary>
    /// Puts cells into the queue: <c>one</c>, <c>above</c> (those before it), <c>below</c> (it and those after it),
    /// <c>all</c>, <c>stale</c>, or <c>experiment</c> (it, and the cells of its section that depend on it).
    /// </summary>
    private void Enqueue(JsonObject wish)
    {
        string which = Text(wish, "which");
        Cell[] cells = [.. _notebook.Cells.Where(RunPlan.Runs)];
        string id = which is "all" or "stale" ? "" : Find(wish).Id;
        int place = _notebook.Cells.TakeWhile(cell => cell.Id != id).Count();
        int At(Cell cell) => _notebook.Cells.TakeWhile(one => one != cell).Count();
        IReadOnlyDictionary<string, string> stale = Stale();
        IReadOnlyList<string> wanted = which switch
        {
            "all" => [.. cells.Select(cell => cell.Id)],
            "stale" => [.. cells.Where(cell => stale.ContainsKey(cell.Id)).Select(cell => cell.Id)],
            "above" => [.. cells.Where(cell => At(cell) < place).Select(cell => cell.Id)],
            "below" => [.. cells.Where(cell => At(cell) >= place).Select(cell => cell.Id)],
            "experiment" => [id, .. DependentsInSection(id, place)],
            _ => [.. cells.Where(cell => cell.Id == id).Select(cell => cell.Id)],
        };
        if (_session is null && !_isStarting)
        {
            throw new InvalidDataException("The session has ended, so nothing can run. Restart it first.");
        }

        // A cell that is asked for again while it runs, runs again.
        foreach (string one in wanted.Where(one => !_queue.Contains(one))) _queue.Add(one);
        Next();
        TellStates();
    }

    private IEnumerable<string> DependentsInSection(string id, int place)
    {
        int end = place + 1;
        while (end < _notebook.Cells.Count && !IsHeading(_notebook.Cells[end])) end++;
        IReadOnlyList<(string, CellNames)> section =
        [
            .. _notebook.Cells.Take(end).Skip(place).Where(RunPlan.Runs)
                .Select(cell => (cell.Id, CellNames.Of(cell.Source))),
        ];
        return Staleness.Dependents(id, section);
    }

    private static bool IsHeading(Cell cell) => cell.Kind == CellKind.Markdown
        && cell.Source.Split('\n').Any(line => line.StartsWith("## ", StringComparison.Ordinal)
            || line.StartsWith("### ", StringComparison.Ordinal));

    /// <summary>Begins the next cell, when none runs.</summary>
    private void Next()
    {
        if (_running is not null || _session is null) return;
        while (_queue.Count > 0)
        {
            string id = _queue[0];
            _queue.RemoveAt(0);
            if (Find(id) is not { } cell || !RunPlan.Runs(cell)) continue;
            Begin(cell);
            return;
        }
    }

    private void Begin(Cell cell)
    {
        CellState state = _states[cell.Id];
        string run = $"{cell.Id}:{++_runs}";
        cell.ExecutionCount = _runs;
        KeepCharts(cell.Id, state);
        (state.Standing, state.Run, state.Ran) = (Standing.Running, _runs, cell.Source);
        (state.Names, state.Watch, state.Seconds) = (CellNames.Of(cell.Source), Stopwatch.StartNew(), null);
        _running = (cell.Id, run);
        _cellOfRun[run] = cell.Id;
        _outputs.Begin(cell.Id);
        _foreign.Remove(cell.Id);
        _session!.Send(SessionProtocol.ToRun(new CellRequest(
            cell.Source, $"cell {_runs}", NotebookLanguage.Of(cell, _notebook), run)));
        TellSession();
    }

    /// <summary>A cell has ended, or its session has.</summary>
    private void End(Standing standing)
    {
        if (_running is not { } running) return;
        _running = null;
        if (_states.TryGetValue(running.Cell, out CellState? state) && Find(running.Cell) is { } cell)
        {
            state.Seconds = state.Watch?.Elapsed.TotalSeconds;
            state.Watch = null;
            if (standing == Standing.Done && cell.HasTag("figure")
                && !CellReading.HasFigure(_outputs.Of(cell.Id)))
            {
                standing = Standing.Failed;
                _outputs.Hear(cell.Id, new ErrorEvent("NoFigure", "The cell is tagged figure and shows none. " +
                    "Expected: an output with HTML, an image or a Plotly chart. Display the figure, or remove the " +
                    "tag.", []), state.Run);
            }

            bool isExpected = standing == Standing.Failed && cell.HasTag("raises-exception");
            state.Standing = isExpected ? Standing.Done : standing;
            // What comes after a cell that failed would fail for its want.
            if (state.Standing != Standing.Done) _queue.Clear();
        }

        _isInterrupting = false;
        foreach ((string cut, int place) in _cut.Where(one => one.Cell == running.Cell)) _outputs.Touch(cut, place);
        _cut.RemoveWhere(one => one.Cell == running.Cell);
        Next();
        AfterCell(running.Cell);
    }

    private void AfterCell(string cell)
    {
        bool hasClaims = _outputs.Of(cell).OfType<DataOutput>().Any(one => one.Data.Contains(MimeTypes.Claim));
        if (hasClaims || _running is null) TellOutcome();
        Show(all: false);
        TellStates();
        if (_running is null)
        {
            TellSession();
            _session?.Send(SessionProtocol.Message(SessionProtocol.Inspect));
        }

        SaveSoon();
    }

    private void Interrupt()
    {
        _queue.Clear();
        if (_running is { } running && _session is not null)
        {
            _session.Send(SessionProtocol.Message(SessionProtocol.Interrupt));
            _isInterrupting = true;
            _turn.PostLater(Patience, () =>
            {
                if (_running == running && _isInterrupting)
                {
                    Notice("The cell has not stopped yet: native code cannot be interrupted in the middle. Wait, or " +
                        "restart the session, which ends it and its variables.");
                }
            });
        }

        TellSession();
        TellStates();
    }
}
