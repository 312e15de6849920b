namespace StudyKit.Runtime.Display;

/// <summary>
/// Names the class that makes the formatters of a type. Notebook front ends find it by this attribute's name alone,
/// so the library needs no reference to any of them.
/// </summary>
/// <param name="formatterSourceType">A class with a public constructor without parameters and a public <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[]? PreferredMimeTypes { get; set; }
}
