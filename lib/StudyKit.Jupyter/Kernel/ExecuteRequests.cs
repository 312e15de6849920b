using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Jupyter.Kernel;

/// <summary>Runs cells in the order in which they were asked for.</summary>
internal sealed class ExecuteRequests(
    CSharpSession session, CellVoice voice, Questions questions, Outgoing outgoing, InputHistory history) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<JupyterMessage> _waiting = new();
    private CancellationTokenSource _interrupt = new();
    private JupyterMessage? _running;
    private int _count;
    private bool _works;

    /// <summary>The request that runs; null when none does.</summary>
    public JupyterMessage? Running => Volatile.Read(ref _running);

    /// <summary>Runs a cell when those before it have ended.</summary>
    public void Add(JupyterMessage request)
    {
        lock (_gate)
        {
            _waiting.Enqueue(request);
            if (_works) return;
            _works = true;
        }

        _ = Task.Run(WorkAsync);
    }

    /// <summary>Stops the cell that runs. Those that wait are given up as after an error.</summary>
    public void Interrupt()
    {
        CancellationTokenSource now;
        lock (_gate) now = _interrupt;
        now.Cancel();
    }

    public void Dispose() => _interrupt.Dispose();

    private async Task WorkAsync()
    {
        while (true)
        {
            JupyterMessage? request;
            CancellationToken interrupt;
            lock (_gate)
            {
                _works = _waiting.TryDequeue(out request);
                if (!_works) return;
                // The old one is not disposed: an interrupt may be about to cancel it.
                _interrupt = new CancellationTokenSource();
                interrupt = _interrupt.Token;
            }

            Volatile.Write(ref _running, request);
            outgoing.Status(request, "busy");
            bool goesOn = true;
            try
            {
                goesOn = await RunAsync(request!, interrupt);
            }
            catch (Exception error)
            {
                // The kit's own mistake must not leave the front end waiting for ever.
                JsonObject reply = CellVoice.Json(new ErrorEvent(error.GetType().Name, error.Message, []));
                reply["status"] = "error";
                reply["execution_count"] = _count;
                outgoing.Reply(Channel.Shell, request!, "execute_reply", reply);
            }

            Volatile.Write(ref _running, null);
            outgoing.Status(request, "idle");
            if (!goesOn) GiveUpWaiting();
        }
    }

    /// <summary>Runs a cell and replies.</summary>
    /// <returns>Whether the cells that wait are to be run.</returns>
    private async Task<bool> RunAsync(JupyterMessage request, CancellationToken interrupt)
    {
        CellRun run = new(request, _count + 1);
        if (run.IsStored)
        {
            _count++;
            history.Add(run.Count, run.Code);
        }

        if (!run.IsSilent)
        {
            outgoing.Publish(request, "execute_input", new() { ["code"] = run.Code, ["execution_count"] = run.Count });
        }

        voice.Begin(run);
        NotebookProcess.LetAsk(session, run.MayAsk);
        CellOutcome outcome =
            await session.RunAsync(new CellRequest(run.Code, $"cell {run.Count}", Id: request.Id), interrupt);
        questions.Clear();
        if (outcome == CellOutcome.Succeeded)
        {
            JsonObject values = await EvaluateAsync(run, interrupt);
            outgoing.Reply(Channel.Shell, request, "execute_reply", new()
            {
                ["status"] = "ok",
                ["execution_count"] = run.Count,
                ["user_expressions"] = values,
                ["payload"] = new JsonArray(),
            });
            return true;
        }

        JsonObject reply = CellVoice.Json(run.Error ?? new ErrorEvent(outcome.ToString(), "The cell ended early.", []));
        reply["status"] = "error";
        reply["execution_count"] = run.Count;
        reply["user_expressions"] = new JsonObject();
        reply["payload"] = new JsonArray();
        outgoing.Reply(Channel.Shell, request, "execute_reply", reply);
        return !run.StopsOnError;
    }

    /// <summary>The front end's own expressions, each evaluated after the cell.</summary>
    private async Task<JsonObject> EvaluateAsync(CellRun run, CancellationToken interrupt)
    {
        JsonObject values = [];
        if (run.Request.Content["user_expressions"] is not JsonObject asked) return values;
        run.IsExpression = true;
        foreach ((string name, JsonNode? code) in asked)
        {
            (run.Value, run.Error) = (null, null);
            CellOutcome outcome = await session.RunAsync(
                new CellRequest(code?.ToString() ?? "", $"expression {name}", Id: run.Request.Id), interrupt);
            if (outcome == CellOutcome.Succeeded && run.Value is { } value)
            {
                values[name] = new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = CellVoice.Json(value),
                    ["metadata"] = new JsonObject(),
                };
                continue;
            }

            JsonObject error = CellVoice.Json(run.Error ?? new ErrorEvent(
                "ExpressionError",
                $"user_expressions asks for values. Expected: an expression. Received: {code}.", []));
            error["status"] = "error";
            values[name] = error;
        }

        run.IsExpression = false;
        return values;
    }

    private void GiveUpWaiting()
    {
        JupyterMessage[] given;
        lock (_gate)
        {
            given = [.. _waiting];
            _waiting.Clear();
        }

        foreach (JupyterMessage request in given)
        {
            outgoing.Status(request, "busy");
            outgoing.Reply(Channel.Shell, request, "execute_reply", new()
            {
                ["status"] = "aborted",
                ["execution_count"] = _count,
                ["user_expressions"] = new JsonObject(),
                ["payload"] = new JsonArray(),
            });
            outgoing.Status(request, "idle");
        }
    }
}
