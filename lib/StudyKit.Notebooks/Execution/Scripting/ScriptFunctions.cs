using StudyKit.Notebooks.Execution.Formatting;

namespace StudyKit.Notebooks.Execution.Scripting;

/// <summary>
/// The functions that every cell can call without a qualifier, named as in .NET Interactive so that the same cells run
/// there.
/// </summary>
public static class ScriptFunctions
{
    /// <summary>Cancelled when the reader interrupts the cell; long loops may watch it to end tidily.</summary>
    public static CancellationToken CellInterrupted => ScriptContext.Current.Interrupt;

#pragma warning disable IDE1006 // The lower-case name is .NET Interactive's.
    /// <summary>Shows an object in the cell's output.</summary>
    /// <param name="value">Any object; its formatters are found by convention.</param>
    /// <param name="mimeTypes">The only MIME types to show; none given means all that the object has.</param>
    /// <returns>The shown output, whose <see cref="DisplayedValue.Update"/> replaces it.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) =>
        ScriptContext.Current.Display(value, mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Marks text as HTML, to be shown as it stands.</summary>
    public static HtmlText HTML(string content) => new(content);

    /// <summary>Shows a script: the report runs it in a frame of its own that has no access to the page.</summary>
    /// <param name="content">JavaScript.</param>
    public static void Javascript(string content) =>
        display(new HtmlText($"<script type=\"text/javascript\">{content}</script>"));
}
