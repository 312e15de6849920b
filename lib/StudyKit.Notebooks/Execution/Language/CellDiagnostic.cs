namespace StudyKit.Notebooks.Execution.Language;

/// <summary>What the compiler says about a cell that was not run yet.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>information</c>.</param>
/// <param name="Code">The compiler's number, such as CS0103.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Start">Where it begins: an offset into the cell's text.</param>
/// <param name="End">Where it ends.</param>
public sealed record CellDiagnostic(string Severity, string Code, string Message, int Start, int End);
