using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;

namespace StudyKit.Jupyter.Kernel;

/// <summary>One execution of a cell: what was asked, and what was heard of it.</summary>
internal sealed class CellRun(JupyterMessage request, int count)
{
    private readonly Dictionary<string, string> _progress = new(StringComparer.Ordinal);

    /// <summary>The request; output that comes after the cell's end still names it.</summary>
    public JupyterMessage Request { get; } = request;

    /// <summary>The number in brackets beside the cell.</summary>
    public int Count { get; } = count;

    /// <summary>Nothing of it is to be heard.</summary>
    public bool IsSilent => Flag("silent", otherwise: false);

    /// <summary>Whether it counts and is remembered.</summary>
    public bool IsStored => !IsSilent && Flag("store_history", otherwise: true);

    /// <summary>Whether cells that wait are given up when it fails.</summary>
    public bool StopsOnError => Flag("stop_on_error", otherwise: true);

    /// <summary>Whether the front end answers questions.</summary>
    public bool MayAsk => Flag("allow_stdin", otherwise: false);

    /// <summary>The code.</summary>
    public string Code => Request.Content["code"] is JsonValue code && code.TryGetValue(out string? text) ? text : "";

    /// <summary>The error with which it ended.</summary>
    public ErrorEvent? Error { get; set; }

    /// <summary>While an expression of the front end is evaluated: its value so far.</summary>
    public MimeBundle? Value { get; set; }

    /// <summary>Whether what is heard belongs to such an expression, and to nobody else.</summary>
    public bool IsExpression { get; set; }

    /// <summary>The display of a task of the session, such as a restore.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isNew">Whether it is shown for the first time.</param>
    public string ProgressId(string task, out bool isNew)
    {
        isNew = !_progress.TryGetValue(task, out string? id);
        return isNew ? _progress[task] = Guid.NewGuid().ToString("N") : id!;
    }

    private bool Flag(string name, bool otherwise) =>
        Request.Content[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : otherwise;
}
