using System.Buffers;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that sell something.</summary>
public sealed class Advertisements : CleaningRule
{
    private readonly SearchValues<string> _words;
    private readonly IReadOnlyDictionary<string, int> _weights;
    private readonly KeyValuePair<string, int>[] _selling, _talking;

    /// <summary>Takes a list of words.</summary>
    /// <param name="weights">
    /// Words with their weights, below zero for what those say who talk about an advertisement; the kit's own when
    /// null.
    /// </param>
    public Advertisements(IReadOnlyDictionary<string, int>? weights = null)
        : base("advertisements", "Drops utterances whose selling words weigh 2 or more, less those that ask or " +
            "complain: nobody answers an advertisement.", "限时秒杀，点击下单包邮", null)
    {
        _weights = weights ?? WordList.Advertisements;
        _selling = [.. _weights.Where(pair => pair.Value > 0)];
        _talking = [.. _weights.Where(pair => pair.Value < 0)];
        _words = SearchValues.Create([.. Selling], StringComparison.Ordinal);
    }

    internal override RuleTriggers? Triggers => new(Pairs: [.. Selling]);

    internal override string Settings => string.Join(' ', _weights.Select(pair => $"{pair.Key} {pair.Value}"));

    private IEnumerable<string> Selling => _selling.Select(pair => pair.Key);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (!text.AsSpan().ContainsAny(_words)) return text;
        int weight = Sum(text, _selling);
        return weight >= 2 && weight + Sum(text, _talking) >= 2 ? null : text;
    }

    private static int Sum(string text, KeyValuePair<string, int>[] words)
    {
        int sum = 0;
        foreach ((string word, int weight) in words) sum += text.Contains(word, StringComparison.Ordinal) ? weight : 0;
        return sum;
    }
}
