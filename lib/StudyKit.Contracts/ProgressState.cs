namespace StudyKit.Contracts;

/// <summary>How a piece of long work stands.</summary>
public enum ProgressState
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>All of it was done.</summary>
    Done,

    /// <summary>It ended early: the note says why.</summary>
    Stopped,
}
