namespace StudyKit.Charts.Formatting;

/// <summary>
/// Tells a notebook front end which formatters draw a type. Front ends find it by its name and its properties,
/// so the library needs no reference to any of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
