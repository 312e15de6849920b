using Microsoft.DotNet.Interactive.Formatting;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>
/// What the reader registered with <c>Formatter.Register</c>, for scalars as for classes: it goes before every other
/// way of showing a value.
/// </summary>
internal static class RegisteredFormatters
{
    /// <summary>Adds what the formatters registered for the value's type give; false when there is none.</summary>
    public static bool TryFormat(object value, MimeBundle bundle)
    {
        // Newest first; of several for one MIME type the one registered last holds.
        foreach (ITypeFormatter formatter in Formatter.RegisteredFormatters(includeDefaults: false)
            .Where(one => one.Type.IsInstanceOfType(value))
            .DistinctBy(one => one.MimeType))
        {
            bundle.Add(formatter.MimeType, value.ToDisplayString(formatter.MimeType));
        }

        if (bundle.IsEmpty) return false;
        if (!bundle.Contains(MimeTypes.Plain)) bundle.Add(MimeTypes.Plain, value.ToString() ?? "");
        return true;
    }
}
