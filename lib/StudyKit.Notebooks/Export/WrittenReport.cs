namespace StudyKit.Notebooks.Export;

/// <summary>A report that was written.</summary>
/// <param name="Path">The HTML file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Warnings">
/// What could not be shown as its author meant it, one sentence each, with the cell's id.
/// </param>
public sealed record WrittenReport(string Path, long Bytes, IReadOnlyList<string> Warnings);
