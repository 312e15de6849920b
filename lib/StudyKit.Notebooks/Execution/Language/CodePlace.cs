using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>A place in a cell as the reader has it before them.</summary>
/// <param name="Code">The cell's text.</param>
/// <param name="Position">The place: an offset into the text, in UTF-16 units.</param>
public sealed record CodePlace(string Code, int Position)
{
    /// <summary>
    /// The code cells above it in the document, in order. Those whose text was run already are passed over; what was
    /// run is known without them.
    /// </summary>
    public IReadOnlyList<CellRequest> Above { get; init; } = [];

    /// <summary>The place, inside the text in any case.</summary>
    internal int Inside => Math.Clamp(Position, 0, Code.Length);
}
