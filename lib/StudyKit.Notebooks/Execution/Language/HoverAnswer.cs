namespace StudyKit.Notebooks.Execution.Language;

/// <summary>What is known about the name at a place.</summary>
/// <param name="Contents">Its declaration and documentation, as Markdown.</param>
/// <param name="Start">Where the name begins.</param>
/// <param name="End">Where it ends.</param>
public sealed record HoverAnswer(string Contents, int Start, int End);
