namespace StudyKit.Runtime;

/// <summary>
/// The seam to whatever shows things to the reader. The kit's own session sets <see cref="Show"/>; in a console program
/// the kit writes plain lines.
/// </summary>
public static class NotebookDisplay
{
    /// <summary>
    /// Shows a value and returns what replaces it: called with the next value, it updates the same place.
    /// Null when nothing can be shown but text.
    /// </summary>
    /// <value>.NET Interactive's own way inside it, else null.</value>
    public static Func<object, Action<object>>? Show { get; set; } = FrontEndDisplay.Find();

    /// <summary>
    /// Asks the reader for a line: called with a prompt, gives what was entered. Null where nobody can be asked, as in
    /// a run from beginning to end.
    /// </summary>
    /// <value>.NET Interactive's own way inside it, else null.</value>
    public static Func<string, Task<string?>>? Ask { get; set; } = FrontEndInput.Find();
}
