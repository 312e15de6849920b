namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>A type brings formatters that do not follow the convention.</summary>
internal sealed class FormatterException(Type type, string reason)
    : Exception($"{type.FullName} can't be shown by its own formatters: {reason}. Expected: " +
        "TypeFormatterSourceAttribute.FormatterSourceType, CreateTypeFormatters(), MimeType and bool Format(object, " +
        "TextWriter), all public.");
