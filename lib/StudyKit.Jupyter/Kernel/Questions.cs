using System.Collections.Concurrent;
using StudyKit.Jupyter.Wire;
using StudyKit.Notebooks.Execution;

namespace StudyKit.Jupyter.Kernel;

/// <summary>
/// Questions of cells to the reader. One cell runs at a time, so the oldest question is the one answered.
/// </summary>
internal sealed class Questions(Outgoing outgoing)
{
    private readonly ConcurrentQueue<InputEvent> _open = new();

    /// <summary>Asks the front end that runs the cell.</summary>
    public void Ask(CellRun run, InputEvent question)
    {
        if (!run.MayAsk)
        {
            question.Answer(null);
            return;
        }

        _open.Enqueue(question);
        outgoing.Ask(run.Request, "input_request", new()
        {
            ["prompt"] = question.Prompt,
            ["password"] = question.Hidden,
        });
    }

    /// <summary>Takes the front end's answer.</summary>
    public void Answer(JupyterMessage reply)
    {
        if (_open.TryDequeue(out InputEvent? question)) question.Answer((string?)reply.Content["value"]);
    }

    /// <summary>Forgets what a cell asked that has ended: nobody waits for it.</summary>
    public void Clear()
    {
        while (_open.TryDequeue(out InputEvent? question)) question.Answer(null);
    }
}
