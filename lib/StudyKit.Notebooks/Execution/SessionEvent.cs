using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution;

/// <summary>
/// What a session says while a cell runs. The runner, a terminal, a report or a Jupyter kernel are listeners.
/// </summary>
public abstract record SessionEvent
{
    private protected SessionEvent()
    {
    }

    /// <summary>
    /// The <see cref="Session.CellRequest.Id"/> of the cell that caused this, also after the cell's end: what a task
    /// that it left behind writes is still its own. Null where the cell had none.
    /// </summary>
    public string? Run { get; init; }
}

/// <summary>Text written to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">What was written.</param>
public sealed record StreamEvent(string Name, string Text) : SessionEvent;

/// <summary>An object was displayed.</summary>
/// <param name="Data">The object in each MIME type.</param>
/// <param name="DisplayId">The name under which an <see cref="UpdateEvent"/> replaces it.</param>
public sealed record DisplayEvent(MimeBundle Data, string DisplayId) : SessionEvent;

/// <summary>A displayed object changed: replaces what was shown, in whichever cell it stands.</summary>
/// <param name="Data">The object in each MIME type.</param>
/// <param name="DisplayId">The name given by <see cref="DisplayEvent"/>.</param>
public sealed record UpdateEvent(MimeBundle Data, string DisplayId) : SessionEvent;

/// <summary>The value of the cell's last expression.</summary>
/// <param name="Data">The value in each MIME type.</param>
public sealed record ResultEvent(MimeBundle Data) : SessionEvent;

/// <summary>The cell ended with an error.</summary>
/// <param name="Name">The exception's type, <c>CompilationError</c> or <c>Interrupted</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines for a person: diagnostics, or the stack down to the reader's own code.</param>
public sealed record ErrorEvent(string Name, string Message, IReadOnlyList<string> Traceback) : SessionEvent
{
    /// <summary>The lines of the reader's own code that the error came through, the failing one first.</summary>
    public IReadOnlyList<ErrorPlace> Places { get; init; } = [];
}

/// <summary>A place of an error in the reader's code.</summary>
/// <param name="Name">The cell's name, or the path of a file that a cell loaded.</param>
/// <param name="IsFile">Whether it is a file on disk.</param>
/// <param name="Run">The <see cref="Session.CellRequest.Id"/> of the cell; null for a file or a cell without.</param>
/// <param name="Line">The line, from 0.</param>
/// <param name="Column">The column, from 0.</param>
public sealed record ErrorPlace(string Name, bool IsFile, string? Run, int Line, int Column);

/// <summary>A cell waits for a line from the reader. Said only by sessions whose listener can ask.</summary>
/// <param name="Prompt">What to ask; empty when the cell has written it already.</param>
/// <param name="Hidden">Whether what is typed must not be seen.</param>
public sealed record InputEvent(string Prompt, bool Hidden) : SessionEvent
{
    private readonly TaskCompletionSource<string?> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The name of this question.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Done when it was answered.</summary>
    internal Task<string?> Line => _line.Task;

    /// <summary>Answers; the first answer counts.</summary>
    /// <param name="line">The line without its end; null when the reader will not answer: the end of input.</param>
    public void Answer(string? line) => _line.TrySetResult(line);
}

/// <summary>
/// The session itself is busy (a package is being restored). That time never counts against a cell's time-out.
/// </summary>
/// <param name="Task">What is being done.</param>
/// <param name="Elapsed">For how long.</param>
/// <param name="Done">Whether it has ended; exactly one event of a task says so.</param>
public sealed record ProgressEvent(string Task, TimeSpan Elapsed, bool Done) : SessionEvent;
