using System.Collections.Concurrent;

namespace StudyKit.World.Lexicons;

/// <summary>What a part of a template stands for.</summary>
internal enum PartKind
{
    /// <summary>A word, as it is.</summary>
    Word,

    /// <summary>{name} or {name:form}: another phrase.</summary>
    Slot,

    /// <summary>[verb]: a verb to be put into its form.</summary>
    Verb,
}

/// <summary>One part of a template.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The word, the slot's name or the verb.</param>
/// <param name="Tag">
/// For a word: what it shares with its translation, or null. For a slot: the form after the colon.
/// </param>
/// <param name="Sure">For a word with a tag: false when written with ~, a looser link.</param>
/// <param name="Optional">True in round brackets: falls away in a negated sentence.</param>
internal sealed record TemplatePart(PartKind Kind, string Text, string? Tag, bool Sure, bool Optional);

/// <summary>
/// The small language in which data/world writes phrases: words and slots between spaces;
/// <c>word|T</c> is a translation of each word with the same T on the other side, <c>word~T</c> belongs to it loosely.
/// </summary>
internal static class Template
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<TemplatePart>> s_parsed =
        new(StringComparer.Ordinal);

    public static IReadOnlyList<TemplatePart> Parse(string text) =>
        s_parsed.GetOrAdd(text, static text => [.. text.Split(' ').Select(ParsePart)]);

    private static TemplatePart ParsePart(string part)
    {
        bool optional = part.StartsWith('(') && part.EndsWith(')');
        string content = optional ? part[1..^1] : part;
        if (content.StartsWith('{') && content.EndsWith('}'))
        {
            string[] slot = content[1..^1].Split(':');
            return new TemplatePart(PartKind.Slot, slot[0], slot.Length > 1 ? slot[1] : null, false, optional);
        }

        if (content.StartsWith('[') && content.EndsWith(']'))
        {
            return new TemplatePart(PartKind.Verb, content[1..^1], null, true, optional);
        }

        int mark = content.IndexOfAny(['|', '~']);
        return mark < 0
            ? new TemplatePart(PartKind.Word, content, null, false, optional)
            : new TemplatePart(PartKind.Word, content[..mark], content[(mark + 1)..], content[mark] == '|', optional);
    }
}
