namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>How a notebook's run ended.</summary>
public enum RunStatus
{
    /// <summary>Every cell ran.</summary>
    Succeeded,

    /// <summary>A complete run with the same inputs and parameters was there already.</summary>
    Resumed,

    /// <summary>A cell did not compile, threw, or showed no figure where one was promised.</summary>
    Failed,

    /// <summary>A cell took longer than the time-out.</summary>
    TimedOut,

    /// <summary>
    /// The notebook's process ended in the middle: a native crash, a kill by the system, <c>Environment.Exit</c>.
    /// </summary>
    Died,

    /// <summary>The reader stopped the run.</summary>
    Interrupted,

    /// <summary>The run never began.</summary>
    NotRun,

    /// <summary>The run is going on. Found in a file, it was cut off: the runner was killed, or the machine.</summary>
    Running,

    /// <summary>The outcome could not be written, so the run ended there.</summary>
    NotWritten,

    /// <summary>A reader ran cells one by one, and not all of them, or not all as they stand now.</summary>
    ByHand,
}

/// <summary>What a notebook's run left behind.</summary>
/// <param name="Source">The notebook that was run, as it was named.</param>
/// <param name="Status">How the run ended.</param>
/// <param name="Executed">The executed notebook; null when nothing could be written.</param>
/// <param name="Elapsed">How long the run took.</param>
/// <param name="Message">One sentence on what stopped it; empty when nothing did.</param>
/// <param name="Failure">The cell that stopped it; null when none did.</param>
public sealed record NotebookRun(
    string Source, RunStatus Status, string? Executed, TimeSpan Elapsed, string Message = "",
    CellFailure? Failure = null)
{
    /// <summary>Whether all that was asked for is there.</summary>
    public bool IsComplete => Status is RunStatus.Succeeded or RunStatus.Resumed;
}

/// <summary>The cell that stopped a run, with what a person needs to mend it.</summary>
/// <param name="CellId">The cell's id.</param>
/// <param name="CellName">The cell's name in messages, such as <c>cell 4</c>.</param>
/// <param name="Source">The cell's text.</param>
/// <param name="Line">The line of the cell, from 1, on which it failed; null when unknown.</param>
/// <param name="Output">What the cell had written to the console.</param>
/// <param name="Traceback">Diagnostics, or the stack down to the reader's own frames.</param>
public sealed record CellFailure(
    string CellId, string CellName, string Source, int? Line, string Output, IReadOnlyList<string> Traceback);
