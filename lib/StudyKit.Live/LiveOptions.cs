using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Live;

/// <summary>How a notebook is opened in the browser.</summary>
public sealed record LiveOptions
{
    /// <summary>The port on this machine.</summary>
    /// <value>Default: null, one that the notebook's path chooses, so that a browser finds again what it
    /// kept.</value>
    public int? Port { get; init; }

    /// <summary>The folder for the copy in which edits and outputs are saved, and for its report.</summary>
    /// <value>Default: <c>reports</c> in the working folder.</value>
    public string OutputFolder { get; init; } = "reports";

    /// <summary>Values for the variables of the cell tagged <c>parameters</c>, as text.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the server stays without a window and without a cell that runs.</summary>
    /// <value>Default: two hours.</value>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The command that starts the process in which the cells run.</summary>
    /// <value>Default: this program itself.</value>
    public ChildCommand Child { get; init; } = ChildCommand.Own();
}
