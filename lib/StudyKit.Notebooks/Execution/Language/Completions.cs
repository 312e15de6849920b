using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>What may stand at a place.</summary>
internal static class Completions
{
    // A list longer than this serves nobody, and takes longer to send than to make.
    private const int Most = 400;

    // Items that change more than their own place are asked for their change one by one.
    private const int MostChanges = 40;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [WellKnownTags.Class] = "class",
        [WellKnownTags.Structure] = "struct",
        [WellKnownTags.Interface] = "interface",
        [WellKnownTags.Enum] = "enum",
        [WellKnownTags.EnumMember] = "enumMember",
        [WellKnownTags.Delegate] = "delegate",
        [WellKnownTags.Method] = "method",
        [WellKnownTags.ExtensionMethod] = "extensionMethod",
        [WellKnownTags.Property] = "property",
        [WellKnownTags.Field] = "field",
        [WellKnownTags.Event] = "event",
        [WellKnownTags.Constant] = "constant",
        [WellKnownTags.Local] = "variable",
        [WellKnownTags.RangeVariable] = "variable",
        [WellKnownTags.Parameter] = "parameter",
        [WellKnownTags.TypeParameter] = "typeParameter",
        [WellKnownTags.Namespace] = "namespace",
        [WellKnownTags.Keyword] = "keyword",
        [WellKnownTags.File] = "file",
        [WellKnownTags.Folder] = "folder",
        [WellKnownTags.Reference] = "file",
        [WellKnownTags.Assembly] = "file",
    };

    public static async Task<CompletionAnswer> AtAsync(
        Document document, int position, CancellationToken cancellation)
    {
        if (CompletionService.GetService(document) is not { } service) return CompletionAnswer.Nothing(position);
        SourceText text = await document.GetTextAsync(cancellation);
        CompletionList list = await service.GetCompletionsAsync(document, position, cancellationToken: cancellation);
        if (list.ItemsList.Count == 0) return CompletionAnswer.Nothing(position);

        string typed = text.ToString(TextSpan.FromBounds(Math.Min(list.Span.Start, position), position));
        CompletionItem[] fitting =
            [.. list.ItemsList.Where(item => !NeedsUsing(item) && Fits(item.FilterText, typed))];
        CompletionItem[] best =
        [
            .. fitting.OrderBy(item => Rank(item.FilterText, typed))
                .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase).Take(Most),
        ];
        List<CompletionItem> kept = [];
        List<CompletionSuggestion> items = [];
        int changes = 0;
        foreach (CompletionItem item in best)
        {
            string? insert = Insertion(item);
            if (item.IsComplexTextEdit)
            {
                if (++changes > MostChanges) continue;
                CompletionChange change =
                    await service.GetChangeAsync(document, item, cancellationToken: cancellation);
                if (change.TextChange.Span != list.Span) continue;
                insert = change.TextChange.NewText;
            }

            kept.Add(item);
            items.Add(new CompletionSuggestion(
                item.DisplayTextPrefix + item.DisplayText + item.DisplayTextSuffix, insert ?? item.DisplayText,
                item.FilterText, item.SortText, KindOf(item.Tags),
                item.InlineDescription.Length > 0 ? item.InlineDescription : null));
        }

        return new CompletionAnswer(list.Span.Start, list.Span.End, items, fitting.Length > best.Length)
        {
            Describe = (index, stop) => DescribeAsync(service, document, kept, index, stop),
        };
    }

    private static async Task<string?> DescribeAsync(
        CompletionService service, Document document, List<CompletionItem> items, int index,
        CancellationToken cancellation)
    {
        if (index < 0 || index >= items.Count) return null;
        CompletionDescription? said = await service.GetDescriptionAsync(document, items[index], cancellation);
        return said is null || said.TaggedParts.IsEmpty ? null : TaggedMarkdown.Declared(said.TaggedParts);
    }

    /// <summary>
    /// A type whose namespace no cell names: to take it would write a using directive into the middle of a notebook.
    /// </summary>
    private static bool NeedsUsing(CompletionItem item) => item.IsComplexTextEdit && item.InlineDescription.Length > 0;

    /// <summary>Whether the typed letters stand in the name in order, the first at the start of a word.</summary>
    private static bool Fits(string name, string typed)
    {
        if (typed.Length == 0) return true;
        for (int start = 0; start < name.Length; start++)
        {
            bool beginsWord = start == 0 || char.IsUpper(name[start]) || !char.IsLetterOrDigit(name[start - 1]);
            if (!beginsWord || !Same(name[start], typed[0])) continue;
            int found = 1;
            for (int at = start + 1; at < name.Length && found < typed.Length; at++)
            {
                if (Same(name[at], typed[found])) found++;
            }

            return found == typed.Length;
        }

        return false;
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);

    private static int Rank(string name, string typed) =>
        name.StartsWith(typed, StringComparison.Ordinal) ? 0
            : name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1
            : name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? 2
            : 3;

    private static string? Insertion(CompletionItem item) => item.Properties.GetValueOrDefault("InsertionText");

    private static string KindOf(ImmutableArray<string> tags) =>
        tags.Select(tag => Kinds.GetValueOrDefault(tag)).FirstOrDefault(kind => kind is not null) ?? "text";
}
