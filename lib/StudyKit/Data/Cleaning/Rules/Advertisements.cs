using System.Buffers;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that sell something.</summary>
public sealed class Advertisements : CleaningRule
{
    private readonly SearchValues<string> _words;
    private readonly IReadOnlyDictionary<string, int> _weights;

    /// <summary>Takes a list of words.</summary>
    /// <param name="weights">Words with their weights; the kit's own when null.</param>
    public Advertisements(IReadOnlyDictionary<string, int>? weights = null)
        : base("advertisements", "Drops utterances whose selling words weigh 2 or more: nobody answers an " +
            "advertisement.", "限时秒杀，点击下单包邮", null)
    {
        _weights = weights ?? WordList.Advertisements;
        _words = SearchValues.Create([.. _weights.Keys], StringComparison.Ordinal);
    }

    internal override RuleTriggers? Triggers => new(Pairs: [.. _weights.Keys]);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        ReadOnlySpan<char> rest = text;
        if (!rest.ContainsAny(_words)) return text;
        int weight = _weights.Where(pair => text.Contains(pair.Key, StringComparison.Ordinal)).Sum(pair => pair.Value);
        return weight >= 2 ? null : text;
    }
}
