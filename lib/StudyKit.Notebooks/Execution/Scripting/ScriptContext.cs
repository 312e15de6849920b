using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Formatting;

namespace StudyKit.Notebooks.Execution.Scripting;

/// <summary>
/// Where a running cell's displays go. It flows with the cell into tasks and threads; a thread outside that flow writes
/// to the session that ran last.
/// </summary>
/// <param name="emit">Says an event of this cell.</param>
/// <param name="canAsk">Whether the listener answers questions.</param>
/// <param name="interrupt">Cancelled when the cell is interrupted.</param>
internal sealed class ScriptContext(Action<SessionEvent> emit, bool canAsk, CancellationToken interrupt)
{
    private static readonly AsyncLocal<ScriptContext?> Flowing = new();
    private static ScriptContext? _latest;

    public static ScriptContext Current => Flowing.Value ?? _latest
        ?? throw new InvalidOperationException("display() shows objects of a running notebook session. Expected: a " +
            "call from a cell. Received: a call with no session.");

    public CancellationToken Interrupt { get; } = interrupt;

    /// <summary>Makes this the context of the calling thread and of what it starts.</summary>
    public void Enter()
    {
        Flowing.Value = this;
        Volatile.Write(ref _latest, this);
    }

    public DisplayedValue Display(object? value, string[] mimeTypes)
    {
        string id = Guid.NewGuid().ToString("N");
        emit(new DisplayEvent(Bundle(value, mimeTypes), id));
        return new DisplayedValue(this, id, mimeTypes);
    }

    public void Update(object? value, string displayId, string[] mimeTypes) =>
        emit(new UpdateEvent(Bundle(value, mimeTypes), displayId));

    /// <summary>The reader's line; null when nobody can be asked or the reader will not answer.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted meanwhile.</exception>
    public static Task<string?> AskAsync(string prompt, bool hidden) =>
        (Flowing.Value ?? _latest) is { } context ? context.Ask(prompt, hidden) : Task.FromResult<string?>(null);

    private Task<string?> Ask(string prompt, bool hidden)
    {
        if (!canAsk) return Task.FromResult<string?>(null);
        InputEvent question = new(prompt, hidden);
        emit(question);
        return question.Line.WaitAsync(Interrupt);
    }

    private static MimeBundle Bundle(object? value, string[] mimeTypes) =>
        mimeTypes.Length == 0 ? ObjectFormatter.Format(value) : ObjectFormatter.Format(value, mimeTypes);
}
