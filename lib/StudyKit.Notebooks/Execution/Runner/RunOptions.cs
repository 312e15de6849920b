namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>How notebooks are run.</summary>
public sealed record RunOptions
{
    /// <summary>Where the executed notebooks go. Never the folder of the notebooks themselves.</summary>
    /// <value>Default: <c>reports</c> in the working folder.</value>
    public string OutputFolder { get; init; } = "reports";

    /// <summary>
    /// Values for the variables of the cell tagged <c>parameters</c>, as text; checked against the declared types
    /// before anything runs.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether a value for a parameter that the notebook does not have is left out with a warning; else it stops the
    /// run before its first cell.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AllowUnknownParameters { get; init; }

    /// <summary>Refuses <c>#r "nuget:"</c> references that are not in the cache: the session asks no server.</summary>
    /// <value>Default: false.</value>
    public bool Offline { get; init; }

    /// <summary>The longest that one cell may take; restoring packages does not count.</summary>
    /// <value>Default: null, no limit.</value>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>
    /// Skips notebooks whose executed copy is complete and has the same inputs and parameters, and keeps the
    /// checkpoints of an earlier run.
    /// </summary>
    /// <value>Default: false.</value>
    public bool Resume { get; init; }

    /// <summary>
    /// A folder with data sets: becomes the parameter <c>dataRoot</c> and the environment variable
    /// <c>STUDYKIT_DATA</c>.
    /// </summary>
    /// <value>Default: null, both stay as they are.</value>
    public string? DataFolder { get; init; }

    /// <summary>The command that starts the process in which a notebook runs.</summary>
    /// <value>Default: this program itself.</value>
    public ChildCommand Child { get; init; } = ChildCommand.Own();
}
