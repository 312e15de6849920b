using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>Where a name is declared.</summary>
/// <param name="Cell">The cell, as it was run or given; null for the cell itself and for a file.</param>
/// <param name="File">The path of a file that a cell loads; null for a cell.</param>
/// <param name="Start">Where the name begins: an offset into the cell's or file's text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Line">The line, from 0.</param>
/// <param name="Column">The column, from 0.</param>
public sealed record DefinitionPlace(CellRequest? Cell, string? File, int Start, int End, int Line, int Column);
