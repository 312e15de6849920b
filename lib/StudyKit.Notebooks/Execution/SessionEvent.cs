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
public sealed record ErrorEvent(string Name, string Message, IReadOnlyList<string> Traceback) : SessionEvent;

/// <summary>
/// The session itself is busy (a package is being restored). That time never counts against a cell's time-out.
/// </summary>
/// <param name="Task">What is being done.</param>
/// <param name="Elapsed">For how long.</param>
/// <param name="Done">Whether it has ended; exactly one event of a task says so.</param>
public sealed record ProgressEvent(string Task, TimeSpan Elapsed, bool Done) : SessionEvent;
