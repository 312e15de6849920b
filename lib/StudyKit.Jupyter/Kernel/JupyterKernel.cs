using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;
using StudyKit.Notebooks.Execution.Language;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Jupyter.Kernel;

/// <summary>
/// The session behind Jupyter's protocol 5.3. Cells run one after another; everything else is answered at once, also
/// while a cell runs.
/// </summary>
internal sealed class JupyterKernel : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> _log;
    private readonly Outgoing _outgoing;
    private readonly Questions _questions;
    private readonly InputHistory _history = new();
    private readonly CSharpSession _session;
    private readonly SessionLanguage _language;
    private readonly LanguageReplies _replies;
    private readonly ExecuteRequests _cells;
    private readonly KernelSockets _sockets;

    /// <summary>Listens from now on.</summary>
    /// <param name="file">Where.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="log">Takes a line for whoever runs the front end.</param>
    public JupyterKernel(ConnectionFile file, string folder, Action<string> log)
    {
        _log = log;
        KernelSockets? sockets = null;
        _outgoing = new Outgoing((channel, message) => sockets?.Send(channel, message));
        _questions = new Questions(_outgoing);
        CellVoice voice = new(_outgoing, _questions);
        _session = new CSharpSession(folder, voice.Hear);
        _language = new SessionLanguage(_session);
        _replies = new LanguageReplies(_language);
        _cells = new ExecuteRequests(_session, voice, _questions, _outgoing, _history);
        try
        {
            _sockets = sockets = new KernelSockets(file, Hear, log);
        }
        catch
        {
            _cells.Dispose();
            _language.Dispose();
            _session.Dispose();
            throw;
        }

        _outgoing.Status(null, "starting");
    }

    /// <summary>Done when a front end has asked the kernel to end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Makes the compiler ready before the first cell comes, then the language services.</summary>
    public async Task WarmUpAsync()
    {
        await _session.WarmUpAsync();
        await _language.WarmUpAsync();
    }

    /// <summary>Stops the cell that runs.</summary>
    public void Interrupt() => _cells.Interrupt();

    public void Dispose()
    {
        _sockets.Dispose();
        _cells.Dispose();
        _language.Dispose();
        _session.Dispose();
    }

    private void Hear(Channel channel, JupyterMessage message)
    {
        switch (message.Type)
        {
            case "execute_request" when channel == Channel.Shell: _cells.Add(message); break;
            case "input_reply": _questions.Answer(message); break;
            // There are no widgets: what a front end opens is closed, what it says to one is heard by nobody.
            case "comm_open":
                _outgoing.Publish(message, "comm_close", new()
                {
                    ["comm_id"] = message.Content["comm_id"]?.DeepClone(),
                    ["data"] = new JsonObject(),
                });
                break;
            case "comm_msg" or "comm_close": break;
            default: _ = Task.Run(() => AnswerAsync(channel, message)); break;
        }
    }

    private async Task AnswerAsync(Channel channel, JupyterMessage request)
    {
        const string Request = "_request";
        if (!request.Type.EndsWith(Request, StringComparison.Ordinal))
        {
            _log($"A message of type {request.Type} was passed over: this kernel knows none such.");
            return;
        }

        _outgoing.Status(request, "busy");
        JsonObject content;
        try
        {
            content = await ContentAsync(request);
        }
        catch (Exception error)
        {
            content = new()
            {
                ["status"] = "error",
                ["ename"] = error.GetType().Name,
                ["evalue"] = error.Message,
                ["traceback"] = new JsonArray(),
            };
        }

        _outgoing.Reply(channel, request, request.Type[..^Request.Length] + "_reply", content);
        _outgoing.Status(request, "idle");
        // Front ends take the newest status for the kernel's: a cell that still runs says so again.
        if (_cells.Running is { } running) _outgoing.Status(running, "busy");
        if (request.Type == "shutdown_request") _ended.TrySetResult();
    }

    private async Task<JsonObject> ContentAsync(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "kernel_info_request": return InfoReplies.Kernel();
            case "comm_info_request": return InfoReplies.Comms();
            case "history_request": return _history.Answer(request.Content);
            case "complete_request": return await _replies.CompleteAsync(request.Content);
            case "inspect_request": return await _replies.InspectAsync(request.Content);
            case "is_complete_request": return LanguageReplies.IsComplete(request.Content);
            case "interrupt_request":
                _cells.Interrupt();
                return new() { ["status"] = "ok" };
            case "shutdown_request":
                _cells.Interrupt();
                return new() { ["status"] = "ok", ["restart"] = request.Content["restart"]?.DeepClone() ?? false };
            default:
                throw new NotSupportedException($"This kernel answers no {request.Type}.");
        }
    }
}
