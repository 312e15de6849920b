using System.Text.Json.Nodes;
using StudyKit.Live.Sessions;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Live.State;

/// <content>The session: its start, its end, what it says, and what it is asked.</content>
internal sealed partial class Desk
{
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private LiveSession? _session;
    private bool _isStarting, _isReady;
    private string _mark = "", _death = "";
    private JsonObject? _question;
    private string? _device;
    private JsonObject _versions = [];

    /// <summary>Starts the session; cells may be asked for before it answers.</summary>
    public async Task StartAsync()
    {
        string mark = Guid.NewGuid().ToString("N");
        await _turn.AskAsync(() =>
        {
            (_isStarting, _isReady, _death, _mark) = (true, false, "", mark);
            TellSession();
            return true;
        });
        try
        {
            Dictionary<string, string> environment = new() { [Orphans.Variable] = mark };
            LiveSession session = await LiveSession.StartAsync(
                _command, _copy.Folder, environment,
                message => _turn.Post(() => HearSession(mark, message)),
                death => _turn.Post(() => Die(mark, death)));
            _turn.Post(() =>
            {
                (_session, _isStarting) = (session, false);
                TellSession();
                Next();
                TellStates();
            });
        }
        catch (IOException error)
        {
            _turn.Post(() =>
            {
                _isStarting = false;
                Die(mark, error.Message);
            });
        }
    }

    /// <summary>Ends the session and begins another: what cells have shown stays, their variables are gone.</summary>
    private async Task RestartAsync(bool run)
    {
        (bool isTurn, LiveSession? old) = await _turn.AskAsync(() =>
        {
            // Two windows may ask for it at once.
            if (_isStarting) return (false, null);
            LiveSession? ending = _session;
            (_session, _isStarting) = (null, true);
            _queue.Clear();
            End(Standing.Stopped);
            Forget();
            return (true, ending);
        });
        if (!isTurn) return;
        string mark = _mark;
        if (old is not null) await old.DisposeAsync();
        Orphans.End(mark);
        await StartAsync();
        if (run) _turn.Post(() => Enqueue(new JsonObject { ["which"] = "all" }));
    }

    /// <summary>No cell has run in a session that is new.</summary>
    private void Forget()
    {
        _runs = 0;
        _cellOfRun.Clear();
        _question = null;
        foreach (CellState state in _states.Values)
        {
            (state.Run, state.Ran, state.Names) = (null, null, null);
            state.Standing = Standing.Idle;
        }
    }

    private void Die(string mark, string death)
    {
        if (mark != _mark) return;
        (_session, _isStarting, _death) = (null, false, death);
        _queue.Clear();
        if (_running is { } running)
        {
            _outputs.Hear(running.Cell, new ErrorEvent("ProcessEnded", death, []), null);
            End(Standing.Failed);
        }

        Orphans.End(mark);
        Forget();
        _tell($"The session has ended: {death}");
        TellSession();
        TellStates();
    }

    private void HearSession(string mark, JsonObject message)
    {
        if (mark != _mark) return;
        string type = SessionProtocol.TypeOf(message);
        string? run = (string?)message["run"];
        if (SessionProtocol.EventOf(message) is { } said)
        {
            string? cell = run is not null ? _cellOfRun.GetValueOrDefault(run) : _running?.Cell;
            if (said is ProgressEvent progress) TellProgress(progress);
            else if (cell is not null && _states.TryGetValue(cell, out CellState? state))
            {
                _outputs.Hear(cell, said, state.Run);
                ShowSoon();
            }

            return;
        }

        switch (type)
        {
            case SessionProtocol.Ready:
                _isReady = true;
                // The compiler's own beginning is no cell's time.
                if (_running is { } first) _states[first.Cell].Watch?.Restart();
                TellSession();
                break;
            case SessionProtocol.Ended when run == _running?.Run:
                CellOutcome outcome = SessionProtocol.OutcomeOf(message);
                _question = null;
                End(outcome == CellOutcome.Succeeded ? Standing.Done
                    : outcome == CellOutcome.Interrupted || _isInterrupting ? Standing.Stopped : Standing.Failed);
                break;
            case "input":
                _question = new JsonObject
                {
                    ["type"] = "asked",
                    ["id"] = (string?)message["id"],
                    ["cell"] = run is null ? null : _cellOfRun.GetValueOrDefault(run),
                    ["prompt"] = (string?)message["prompt"],
                    ["hidden"] = (bool?)message["hidden"] ?? false,
                };
                Show(all: true);
                _log.Add((JsonObject)_question.DeepClone());
                break;
            case SessionProtocol.Inspected:
                _device = (string?)message["device"];
                _versions = message["versions"] as JsonObject ?? [];
                break;
        }
    }

    private void Reply(string id, string? text)
    {
        if ((string?)_question?["id"] != id) return;
        _question = null;
        _session?.Send(new JsonObject { ["type"] = SessionProtocol.Reply, ["id"] = id, ["text"] = text });
        _log.Add(new JsonObject { ["type"] = "answered", ["id"] = id });
    }

    /// <summary>A language request of one window.</summary>
    private async Task AskAsync(Listener listener, JsonObject wish)
    {
        JsonNode? id = wish["ask"]?.DeepClone();
        JsonObject answer = new() { ["error"] = "The session is not there." };
        if (_session is { } session && wish["request"] is JsonObject request)
        {
            JsonObject question = (JsonObject)request.DeepClone();
            question["above"] = Above((string?)wish["id"] ?? "");
            answer = await session.AskAsync(question, CancellationToken.None);
            foreach (string name in new[] { "contents", "documentation" })
            {
                if ((string?)answer[name] is { } markdown) answer[name + "Html"] = _renderer.Hint(markdown);
            }
        }

        answer["type"] = "reply";
        answer["ask"] = id;
        listener.Send(answer.ToJsonString());
    }

    private JsonArray Above(string id) => new([.. _notebook.Cells.TakeWhile(cell => cell.Id != id)
        .Where(cell => cell.Kind == CellKind.Code)
        .Select(cell => (JsonNode)new JsonObject { ["id"] = cell.Id, ["name"] = cell.Id, ["code"] = cell.Source })]);

    private JsonObject SessionToJson() => new()
    {
        ["type"] = "session",
        ["state"] = _session is null && !_isStarting ? "ended"
            : _isInterrupting ? "interrupting"
            : _running is not null ? "busy"
            : _isStarting || !_isReady ? "starting" : "ready",
        ["text"] = _death,
        ["waiting"] = _queue.Count,
    };

    private void TellSession() => _log.Add(SessionToJson());

    private void TellProgress(ProgressEvent progress) => _log.Add(new JsonObject
    {
        ["type"] = "progress",
        ["text"] = progress.Done ? "" : $"{progress.Task} ({progress.Elapsed.TotalSeconds:0} s)",
    });
}
