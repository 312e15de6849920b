using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>A piece of a cell that was compiled, as those after it see it.</summary>
/// <param name="Code">Its text: the whole cell with what is not of this piece blanked.</param>
/// <param name="Path">What diagnostics call it.</param>
/// <param name="Cell">The cell of which it is a piece, or which imported its file.</param>
/// <param name="References">All that it was compiled against, what it referred to by <c>#r</c> included.</param>
/// <param name="Assembly">The name of the assembly that it became; null when there was nothing to emit.</param>
internal sealed record CompiledPiece(
    string Code, string Path, CellRequest Cell, ImmutableArray<MetadataReference> References, string? Assembly);
