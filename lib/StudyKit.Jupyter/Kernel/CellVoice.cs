using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;

namespace StudyKit.Jupyter.Kernel;

/// <summary>Turns what the session says into Jupyter's messages, each under the request of its own cell.</summary>
internal sealed class CellVoice(Outgoing outgoing, Questions questions)
{
    private readonly ConcurrentDictionary<string, CellRun> _runs = new(StringComparer.Ordinal);

    /// <summary>A cell begins; what carries the name of its request is its own from now on.</summary>
    public void Begin(CellRun run) => _runs[run.Request.Id] = run;

    /// <summary>Hears an event of the session.</summary>
    public void Hear(SessionEvent said)
    {
        if (said.Run is null || !_runs.TryGetValue(said.Run, out CellRun? run)) return;
        if (said is ErrorEvent failed) run.Error = failed;
        if (run.IsExpression)
        {
            if (said is ResultEvent value) run.Value = value.Data;
            return;
        }

        if (said is InputEvent question) questions.Ask(run, question);
        else if (!run.IsSilent) Say(run, said);
    }

    /// <summary>
    /// An error as replies and outputs carry it. Front ends show the traceback only, so it is never empty.
    /// </summary>
    public static JsonObject Json(ErrorEvent error)
    {
        IEnumerable<string> lines = error.Traceback.Count > 0 ? error.Traceback : [$"{error.Name}: {error.Message}"];
        return new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["traceback"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]),
        };
    }

    /// <summary>A shown object: JSON types as objects, all others as text.</summary>
    public static JsonObject Json(MimeBundle data)
    {
        JsonObject json = [];
        foreach (string type in data.Types)
        {
            json[type] = MimeBundle.IsJson(type) ? data.Json(type)!.DeepClone() : data.Text(type);
        }

        return json;
    }

    private void Say(CellRun run, SessionEvent said)
    {
        switch (said)
        {
            case StreamEvent stream:
                outgoing.Publish(run.Request, "stream", new() { ["name"] = stream.Name, ["text"] = stream.Text });
                break;
            case DisplayEvent display: Show(run, "display_data", display.Data, display.DisplayId); break;
            case UpdateEvent update: Show(run, "update_display_data", update.Data, update.DisplayId); break;
            case ResultEvent result:
                outgoing.Publish(run.Request, "execute_result", new()
                {
                    ["execution_count"] = run.Count,
                    ["data"] = Json(result.Data),
                    ["metadata"] = new JsonObject(),
                });
                break;
            case ErrorEvent error: outgoing.Publish(run.Request, "error", Json(error)); break;
            case ProgressEvent progress:
                MimeBundle text = [];
                text.Add("text/plain", string.Create(CultureInfo.InvariantCulture,
                    $"{progress.Task}: {progress.Elapsed.TotalSeconds:0} s{(progress.Done ? ", done" : "")}"));
                string id = run.ProgressId(progress.Task, out bool isNew);
                Show(run, isNew ? "display_data" : "update_display_data", text, id);
                break;
        }
    }

    private void Show(CellRun run, string type, MimeBundle data, string id) => outgoing.Publish(run.Request, type, new()
    {
        ["data"] = Json(data),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = id },
    });
}
