using System.Buffers;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances with a word of a list.</summary>
public sealed class SensitiveWords : CleaningRule
{
    private readonly SearchValues<string> _words;
    private readonly string[] _list;
    private readonly (string Word, string[] Innocent)[] _entries;

    /// <summary>Takes a list of words.</summary>
    /// <param name="words">
    /// The words; the kit's short list of abuse when null. Behind a word may stand, with spaces between, longer ones
    /// that hold it and mean something else: <c>操你 课间操你</c>.
    /// </param>
    public SensitiveWords(IReadOnlyList<string>? words = null)
        : base("sensitive words", "Drops utterances with a word of the list file: what a model reads it " +
            "will say.", "你这个王八蛋", null)
    {
        _list = [.. words ?? WordList.Sensitive];
        _entries = [.. _list.Select(entry => entry.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(parts => (parts[0], parts[1..]))];
        _words = SearchValues.Create([.. _entries.Select(entry => entry.Word)], StringComparison.OrdinalIgnoreCase);
    }

    internal override RuleTriggers? Triggers => new(Pairs: [.. _entries.Select(entry => entry.Word)]);

    internal override string Settings => string.Join(' ', _list);

    /// <inheritdoc/>
    public override string? Apply(string text) =>
        text.AsSpan().ContainsAny(_words) && _entries.Any(entry => Says(text, entry))
        ? null
        : text;

    // Each place where the word stands must lie inside one of the innocent ones.
    private static bool Says(string text, (string Word, string[] Innocent) entry)
    {
        const StringComparison Same = StringComparison.OrdinalIgnoreCase;
        for (int at = 0; (at = text.IndexOf(entry.Word, at, Same)) >= 0; at++)
        {
            int here = at;
            if (!entry.Innocent.Any(longer => Around(text, longer, here - longer.IndexOf(entry.Word, Same))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Around(string text, string longer, int start) => start >= 0
        && string.Compare(text, start, longer, 0, longer.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
