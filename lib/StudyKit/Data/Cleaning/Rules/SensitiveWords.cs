using System.Buffers;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances with a word of a list.</summary>
public sealed class SensitiveWords : CleaningRule
{
    private readonly SearchValues<string> _words;
    private readonly string[] _list;

    /// <summary>Takes a list of words.</summary>
    /// <param name="words">The words; the kit's short list of abuse when null.</param>
    public SensitiveWords(IReadOnlyList<string>? words = null)
        : base("sensitive words", "Drops utterances with a word of the list file: what a model reads it " +
            "will say.", "你这个王八蛋", null)
    {
        _list = [.. words ?? WordList.Sensitive];
        _words = SearchValues.Create(_list, StringComparison.OrdinalIgnoreCase);
    }

    internal override RuleTriggers? Triggers => new(Pairs: _list);

    internal override string Settings => string.Join(' ', _list);

    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny(_words) ? null : text;
}
