using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Live.Controls;
using StudyKit.Live.Outputs;
using StudyKit.Live.Rendering;
using StudyKit.Live.Sessions;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export;

namespace StudyKit.Live.State;

/// <summary>
/// The notebook on the table: its cells, their runs and outputs, and the session. Whatever a window asks for is done
/// here in turn, and every change is told to all windows under a number. The server holds the state: a window only
/// shows it.
/// </summary>
internal sealed partial class Desk : IAsyncDisposable
{
    private readonly Turn _turn;
    private readonly Task _turns;
    private readonly EventLog _log = new();
    private readonly LiveOutputs _outputs = new();
    private readonly Dictionary<string, CellState> _states = new(StringComparer.Ordinal);
    private readonly Notebook _notebook;
    private readonly LiveRenderer _renderer;
    private readonly LiveCopy _copy;
    private readonly ChildCommand _command;
    private Task<string>? _warm;
    private readonly Action<string> _tell;
    // Cells whose outputs a file from elsewhere brought: their scripts do not run until they are run here.
    private readonly HashSet<string> _foreign;

    /// <param name="notebook">The notebook; changed by what windows ask for.</param>
    /// <param name="copy">Where it is saved.</param>
    /// <param name="renderer">Shows it.</param>
    /// <param name="command">Starts a session's process.</param>
    /// <param name="tell">Takes a line for the terminal.</param>
    public Desk(
        Notebook notebook, LiveCopy copy, LiveRenderer renderer, ChildCommand command, Action<string> tell)
    {
        (_notebook, _copy, _renderer, _command, _tell) = (notebook, copy, renderer, command, tell);
        bool isOwn = NotebookSignature.Holds(notebook);
        _foreign = [.. notebook.Cells.Where(cell => !isOwn && cell.Outputs.Count > 0).Select(cell => cell.Id)];
        foreach (Cell cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            _outputs.Load(cell.Id, cell.Outputs);
            _states[cell.Id] = new CellState();
        }

        _corrected = Outcome().Corrected;
        _turn = new Turn(error => Notice($"The kit met an error of its own: {error.GetType().Name}: {error.Message}"));
        _turns = _turn.RunAsync();
    }

    /// <summary>How many windows are open.</summary>
    public Task<int> WindowsAsync() => _turn.AskAsync(() => _log.Windows);

    /// <summary>Whether a cell runs or waits to.</summary>
    public Task<bool> IsBusyAsync() => _turn.AskAsync(() => _running is not null || _queue.Count > 0);

    /// <summary>Draws the page while the browser opens; formulas and colours take their time at first.</summary>
    public void WarmUp() => _warm = Task.Run(DrawAsync);

    /// <summary>The whole page. The first window gets the one that was drawn meanwhile: the log tells what came
    /// since.</summary>
    public Task<string> PageAsync() => Interlocked.Exchange(ref _warm, null) ?? DrawAsync();

    private async Task<string> DrawAsync()
    {
        (Notebook copy, RunRecord run, JsonObject state, Func<Cell, JsonObject, JsonObject> chart, bool isTrusted) =
            await _turn.AskAsync(() =>
            {
                Show(all: true);
                Notebook now = Snapshot();
                return (now, Record(now), StateToJson(), Charts(), _foreign.Count == 0);
            });
        return _renderer.Page(copy, run, state, chart, isTrusted);
    }

    /// <summary>A window listens from the state that its page holds.</summary>
    public Task<bool> JoinAsync(Listener listener, long since) => _turn.AskAsync(() => _log.Add(listener, since));

    public void Leave(Listener listener) => _turn.Post(() => _log.Remove(listener));

    /// <summary>Takes what a window asks for.</summary>
    /// <param name="listener">The window; answers to it alone are sent there.</param>
    /// <param name="wish">The message.</param>
    public void Hear(Listener listener, JsonObject wish) => _turn.Post(() =>
    {
        try
        {
            Act(listener, wish);
        }
        catch (Exception refused) when (refused is IOException or ParameterException or UnauthorizedAccessException
            or InvalidDataException or ArgumentException)
        {
            listener.Send(new JsonObject { ["type"] = "refused", ["text"] = refused.Message }.ToJsonString());
        }
    });

    /// <summary>Tells all windows that the server ends.</summary>
    public async Task CloseAsync()
    {
        _turn.Post(() => _log.Add(new JsonObject { ["type"] = "closing" }));
        // Their lines are cut when the server ends; this is the time that a message takes on one machine.
        await Task.Delay(TimeSpan.FromMilliseconds(150));
    }

    public async ValueTask DisposeAsync()
    {
        await SaveNowAsync();
        if (_session is not null) await _session.DisposeAsync();
        Orphans.End(_mark);
        _turn.End();
        await _turns;
    }

    private void Act(Listener listener, JsonObject wish)
    {
        switch (Text(wish, "type"))
        {
            case "edit": Edit(Find(wish), Text(wish, "source"), Text(wish, "by"), (long?)wish["key"] ?? 0); break;
            case "insert": Insert(wish); break;
            case "remove": Remove(Find(wish)); break;
            case "restore": Restore(); break;
            case "kind": ChangeKind(Find(wish), Text(wish, "kind")); break;
            case "set": Set(Find(wish), Text(wish, "name"), Text(wish, "value")); break;
            case "run": Enqueue(wish); break;
            case "interrupt": Interrupt(); break;
            case "restart": _ = RestartAsync((bool?)wish["run"] ?? false); break;
            case "reply": Reply(Text(wish, "id"), (string?)wish["text"]); break;
            case "save": Save(wish["name"] is null ? null : Text(wish, "name")); break;
            case "export": _ = ExportAsync(listener); break;
            case "ask": _ = AskAsync(listener, wish); break;
            default:
                throw new InvalidDataException($"The page asked for {Text(wish, "type")}, which this version does " +
                    "not know. Reload it.");
        }
    }

    /// <summary>A copy of the notebook with all outputs.</summary>
    private Notebook Snapshot()
    {
        Notebook copy = _notebook.Clone();
        foreach (Cell cell in copy.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            cell.SetOutputs(_outputs.Of(cell.Id));
        }

        return copy;
    }

    private JsonObject StateToJson() => new()
    {
        ["n"] = _log.Last,
        ["name"] = Path.GetFileName(_copy.Source),
        ["copy"] = Path.GetFileName(_copy.Target),
        ["saved"] = _savedAt,
        ["session"] = SessionToJson(),
        ["question"] = _question?.DeepClone(),
        ["cells"] = new JsonArray([.. _notebook.Cells.Select(cell => (JsonNode)ToJson(cell))]),
    };

    private JsonObject ToJson(Cell cell)
    {
        JsonObject json = new()
        {
            ["id"] = cell.Id,
            ["kind"] = cell.Kind.ToString().ToLowerInvariant(),
            ["source"] = cell.Source.ReplaceLineEndings("\n"),
            ["hidden"] = cell.Kind == CellKind.Raw || cell.HasTag("remove-cell"),
            ["form"] = cell.HasTag(ParametersCell.Tag),
            ["controls"] = ControlsToJson(cell),
        };
        if (_states.TryGetValue(cell.Id, out CellState? state)) json["status"] = StatusToJson(cell, state);
        return json;
    }

    private static JsonArray ControlsToJson(Cell cell) =>
        new([.. CellControls.Of(cell).Select(one => (JsonNode)one.ToJson())]);

    private void Notice(string text) => _log.Add(new JsonObject { ["type"] = "notice", ["text"] = text });

    private Cell Find(JsonObject wish) => Find(Text(wish, "id"))
        ?? throw new InvalidDataException("That cell is no longer in the notebook: another window took it out.");

    private Cell? Find(string id) => _notebook.Cells.FirstOrDefault(cell => cell.Id == id);

    private static string Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text
            : throw new InvalidDataException($"A message of the page has no text {name}. Reload the page.");
}
