namespace StudyKit.Notebooks.Execution.Session;

/// <summary>A cell to run.</summary>
/// <param name="Code">The cell's text.</param>
/// <param name="Name">What error messages call the cell, such as <c>cell 4</c>.</param>
/// <param name="Language">
/// The language before the first marker: <c>csharp</c>, <c>markdown</c>, <c>html</c> or <c>mermaid</c>.
/// </param>
/// <param name="Id">What <see cref="SessionEvent.Run"/> says in the events that this run causes.</param>
public sealed record CellRequest(string Code, string Name, string Language = "csharp", string? Id = null);

/// <summary>How a cell ended.</summary>
public enum CellOutcome
{
    /// <summary>All of it ran.</summary>
    Succeeded,

    /// <summary>It did not compile, or threw. What it had assigned before is kept.</summary>
    Failed,

    /// <summary>The reader interrupted it. What it had assigned before is kept.</summary>
    Interrupted,
}
