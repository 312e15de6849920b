using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.QuickInfo;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>What is known about the name at a place.</summary>
internal static class Hovers
{
    public static async Task<HoverAnswer?> AtAsync(Document document, int position, CancellationToken cancellation)
    {
        if (QuickInfoService.GetService(document) is not { } service
            || await service.GetQuickInfoAsync(document, position, cancellation) is not { } found)
        {
            return null;
        }

        string contents = string.Join(
            "\n\n", found.Sections.Select(Section).Where(section => section.Length > 0));
        return contents.Length == 0 ? null : new HoverAnswer(contents, found.Span.Start, found.Span.End);
    }

    private static string Section(QuickInfoSection section) =>
        section.Kind == QuickInfoSectionKinds.Description
            ? TaggedMarkdown.Code(TaggedMarkdown.Plain(section.TaggedParts))
            : TaggedMarkdown.Prose(section.TaggedParts);
}
