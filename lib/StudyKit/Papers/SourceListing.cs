using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>A piece of the library's own source.</summary>
/// <param name="Name">The type's or member's name.</param>
/// <param name="File">Path below <c>lib</c>.</param>
/// <param name="Line">Line of the file at which it starts, from 1.</param>
/// <param name="Text">The source, documentation included.</param>
[TypeFormatterSource(typeof(SourceFormatters), PreferredMimeTypes = [MimeTypes.Markdown])]
public sealed record SourceListing(string Name, string File, int Line, string Text)
{
    /// <summary>Without the documentation comments: the code alone.</summary>
    public SourceListing CodeOnly() => this with
    {
        Text = string.Join(
            '\n', Text.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))),
    };

    /// <summary>The listing as a fenced block with its place in the library.</summary>
    public string ToMarkdown() => $"`lib/{File}`, line {Line}\n\n```csharp\n{Text}\n```\n";

    /// <inheritdoc/>
    public override string ToString() => $"// lib/{File}, line {Line}\n{Text}";
}
