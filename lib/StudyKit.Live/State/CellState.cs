using System.Diagnostics;
using System.Text.Json.Nodes;
using StudyKit.Live.Names;

namespace StudyKit.Live.State;

/// <summary>How a cell stands.</summary>
internal enum Standing
{
    Idle,
    Waiting,
    Running,
    Done,
    Failed,
    Stopped,
}

/// <summary>What is known about a code cell's runs.</summary>
internal sealed class CellState
{
    public Standing Standing { get; set; }

    /// <summary>The number of its last run in the order of running.</summary>
    public int? Run { get; set; }

    /// <summary>The text that ran last.</summary>
    public string? Ran { get; set; }

    /// <summary>The names of the text that ran last.</summary>
    public CellNames? Names { get; set; }

    public double? Seconds { get; set; }

    /// <summary>Measures the run that goes on.</summary>
    public Stopwatch? Watch { get; set; }

    /// <summary>The charts of the run before, whose lines stay pale.</summary>
    public IReadOnlyList<JsonObject> Before { get; set; } = [];

    /// <summary>Its claims as they were shown last, so that a verdict that all others change is shown anew.</summary>
    public string Claims { get; set; } = "";

    /// <summary>What was told last.</summary>
    public string Told { get; set; } = "";
}
