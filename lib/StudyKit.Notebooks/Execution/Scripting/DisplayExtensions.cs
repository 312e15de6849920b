using StudyKit.Notebooks.Execution.Formatting;

namespace StudyKit.Notebooks.Execution.Scripting;

/// <summary><c>x.Display()</c>, in every cell and for every object.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows this object in the cell's output.</summary>
    /// <param name="value">Any object.</param>
    /// <param name="mimeTypes">The only MIME types to show; none given means all that the object has.</param>
    /// <returns>The shown output, whose <see cref="DisplayedValue.Update"/> replaces it.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        ScriptFunctions.display(value, mimeTypes);

    /// <summary>Shows a sequence as a table: a row for each object, a column for each of its members.</summary>
    /// <param name="source">The objects.</param>
    /// <param name="mimeTypes">The only MIME types to show; none given means all.</param>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> source, params string[] mimeTypes) =>
        ScriptFunctions.display(TextTable.Of([.. source.Cast<object?>()], typeof(T)), mimeTypes);

    /// <summary>Shows text as what it is: HTML, Markdown, SVG, ...</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Its MIME type.</param>
    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        ScriptFunctions.display(new RawText(value, mimeType));
}
