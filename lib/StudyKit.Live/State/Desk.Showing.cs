using System.Diagnostics;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Live.Names;
using StudyKit.Live.Outputs;
using StudyKit.Live.Rendering;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;

namespace StudyKit.Live.State;

/// <content>
/// What windows are told of outputs. After a pause a change is shown within a tenth of a second; what goes on changing,
/// three times a second, since a training and the page share the machine's cores. Where drawing takes longer it is
/// done less often, and long text is drawn once a second: a cell that says ten thousand things a minute leaves the page
/// free.
/// </content>
internal sealed partial class Desk
{
    private const int LongText = 40_000, ShownHead = 24_000, ShownTail = 16_000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100),
        SteadyBeat = TimeSpan.FromMilliseconds(320), LongBeat = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Cell, int Place), long> _drawn = [];
    private IReadOnlyDictionary<string, ClaimRecord> _corrected;
    private TimeSpan _cost;
    private long _lastShown;
    private bool _isShowing;
    private readonly HashSet<(string Cell, int Place)> _cut = [];

    private void ShowSoon()
    {
        if (_isShowing) return;
        _isShowing = true;
        TimeSpan beat = Stopwatch.GetElapsedTime(_lastShown) > LongBeat ? Beat : SteadyBeat;
        _turn.PostLater(beat + (2 * _cost), () =>
        {
            _isShowing = false;
            Show(all: false);
            _lastShown = Stopwatch.GetTimestamp();
            if (_outputs.HasChanges && _running is not null) ShowSoon();
        });
    }

    /// <summary>Draws what has changed and tells it.</summary>
    /// <param name="all">Whether what could wait is drawn too.</param>
    private void Show(bool all)
    {
        long start = Stopwatch.GetTimestamp();
        bool MayWait(string cell, int place, CellOutput output) =>
            !all && _running?.Cell == cell && output is StreamOutput { Text.Length: > LongText }
                && _drawn.TryGetValue((cell, place), out long last) && Stopwatch.GetElapsedTime(last) < LongBeat;
        foreach (OutputChange change in _outputs.Take(MayWait, cell => _running?.Cell != cell || all))
        {
            if (Find(change.Cell) is not { } cell) continue;
            IReadOnlyList<CellOutput> outputs = _outputs.Of(cell.Id);
            bool isShown = !cell.HasTag("remove-output") && !cell.HasTag("remove-cell");
            JsonArray parts = isShown
                ? new([.. change.Places.Select(place => (JsonNode)Draw(cell, outputs[place], place))]) : [];
            _log.Add(new JsonObject
            {
                ["type"] = "outputs",
                ["id"] = cell.Id,
                ["clear"] = change.IsCleared,
                ["parts"] = parts,
            });
        }

        _cost = Stopwatch.GetElapsedTime(start);
    }

    private JsonObject Draw(Cell cell, CellOutput output, int place)
    {
        // While it grows, its beginning and its end; all of it when the cell has ended.
        if (_running?.Cell == cell.Id && output is StreamOutput { Text.Length: > LongText } stream)
        {
            output = stream with
            {
                Text = $"{stream.Text[..ShownHead]}\n[… what is between is shown when the cell has ended …]\n" +
                    stream.Text[^ShownTail..],
            };
            _cut.Add((cell.Id, place));
        }

        _drawn[(cell.Id, place)] = Stopwatch.GetTimestamp();
        return _renderer.Output(cell, output, place, _corrected, Charts());
    }

    private void KeepCharts(string cell, CellState state)
    {
        JsonObject[] charts = [.. _outputs.Of(cell).OfType<DataOutput>()
            .Select(one => one.Data.Json(MimeTypes.Plotly)).OfType<JsonObject>()];
        // After a run that failed before its figure, the one before that is still the one to compare with.
        if (charts.Length > 0) state.Before = charts;
    }

    private Func<Cell, JsonObject, JsonObject> Charts()
    {
        Dictionary<string, IReadOnlyList<JsonObject>> before = _states.Where(one => one.Value.Before.Count > 0)
            .ToDictionary(one => one.Key, one => one.Value.Before);
        return (cell, chart) => before.TryGetValue(cell.Id, out IReadOnlyList<JsonObject>? charts)
            ? PaleSeries.Merge(chart, charts) : chart;
    }

    /// <summary>Tells the standing of every cell that has changed, with its heading where it has one.</summary>
    private void TellStates()
    {
        IReadOnlyDictionary<string, string> stale = Stale();
        RunRecord? run = null;
        foreach (Cell cell in _notebook.Cells)
        {
            if (!_states.TryGetValue(cell.Id, out CellState? state)) continue;
            if (_queue.Contains(cell.Id)) state.Standing = Standing.Waiting;
            else if (state.Standing == Standing.Waiting)
            {
                state.Standing = state.Run is null ? Standing.Idle : Standing.Done;
            }

            JsonObject status = StatusToJson(cell, state, stale);
            string told = $"{state.Standing} {state.Run} {state.Seconds} {status["stale"]} {cell.Source.Length}";
            if (told == state.Told) continue;
            bool isHead = state.Standing is not Standing.Waiting && !cell.HasTag("remove-input");
            if (isHead) status["head"] = _renderer.Source(_notebook, cell, run ??= Seconds());
            state.Told = told;
            _log.Add(status);
        }
    }

    private JsonObject StatusToJson(Cell cell, CellState state, IReadOnlyDictionary<string, string>? stale = null)
    {
        JsonObject json = new()
        {
            ["type"] = "status",
            ["id"] = cell.Id,
            ["standing"] = state.Standing.ToString().ToLowerInvariant(),
            ["run"] = state.Run,
            ["seconds"] = state.Seconds ?? state.Watch?.Elapsed.TotalSeconds,
        };
        if ((stale ?? Stale()).TryGetValue(cell.Id, out string? why)) json["stale"] = why;
        return json;
    }

    private IReadOnlyDictionary<string, string> Stale() => Staleness.Of(
    [
        .. _notebook.Cells.Where(cell => _states.ContainsKey(cell.Id)).Select(cell =>
        {
            CellState state = _states[cell.Id];
            bool isOpen = state.Standing is Standing.Running;
            return new CellThatRan(
                cell.Id, state.Names ?? new CellNames(new HashSet<string>(), new HashSet<string>()),
                state.Run, !isOpen && state.Ran != cell.Source);
        }),
    ]);

    /// <summary>The first screen and the claims, and every claim whose verdict the others have changed.</summary>
    private void TellOutcome()
    {
        (string masthead, string claims, _corrected) = Outcome();
        foreach ((string id, CellState state) in _states)
        {
            string[] own = [.. _outputs.Of(id).OfType<DataOutput>()
                .Select(one => one.Data.Json(MimeTypes.Claim)).OfType<JsonNode>()
                .SelectMany(json => (json as JsonArray ?? [json.DeepClone()]).OfType<JsonObject>())
                .Select(claim => ClaimRecord.Read(claim).Id)];
            if (own.Length == 0) continue;
            string now = string.Join('\n', own.Select(one => _corrected.TryGetValue(one, out ClaimRecord? claim)
                ? $"{claim.Verdict} {claim.Reason} {claim.Measured}" : ""));
            if (now == state.Claims) continue;
            state.Claims = now;
            _outputs.Touch(id);
        }

        _log.Add(new JsonObject { ["type"] = "outcome", ["masthead"] = masthead, ["claims"] = claims });
    }

    private (string Masthead, string Claims, IReadOnlyDictionary<string, ClaimRecord> Corrected) Outcome()
    {
        Notebook now = Snapshot();
        return _renderer.Outcome(now, Record(now));
    }
}
