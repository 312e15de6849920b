namespace StudyKit.Contracts;

/// <summary>
/// Names the class that makes the formatters of a type. Notebook front ends find this attribute by its name and its
/// properties alone (.NET Interactive's convention), so no library needs a reference to any of them.
/// </summary>
/// <param name="formatterSourceType">
/// A class with a public constructor without parameters and a public <c>CreateTypeFormatters()</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types of one output, best first; plain text is added by every front end.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
