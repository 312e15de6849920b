namespace StudyKit.Notebooks.Execution.Session;

/// <summary>Where one run of a cell says what it says: its events carry its name, whenever they come.</summary>
/// <param name="Events">The session's events, in one order.</param>
/// <param name="Run">The run's name.</param>
internal sealed record RunOutput(StreamBuffer Events, string? Run)
{
    public void Emit(SessionEvent said) => Events.Emit(said with { Run = Run });

    public void Write(string name, string text) => Events.Write(name, text, Run);
}
