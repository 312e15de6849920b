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
        : base("advertisements", "Drops utterances whose selling words weigh 2 or more: nobody answers an advertisement.", "限时秒杀，点击下单包邮", null)
    {
        _weights = weights ?? WordList.Advertisements;
        _words = SearchValues.Create([.. _weights.Keys], StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        ReadOnlySpan<char> rest = text;
        if (!rest.ContainsAny(_words)) return text;
        int weight = _weights.Where(pair => text.Contains(pair.Key, StringComparison.Ordinal)).Sum(pair => pair.Value);
        return weight >= 2 ? null : text;
    }
}

/// <summary>Drops utterances with a word of a list.</summary>
public sealed class SensitiveWords : CleaningRule
{
    private readonly SearchValues<string> _words;

    /// <summary>Takes a list of words.</summary>
    /// <param name="words">The words; the kit's short list of abuse when null.</param>
    public SensitiveWords(IReadOnlyList<string>? words = null)
        : base("sensitive words", "Drops utterances with a word of the list file: what a model reads it will say.", "你这个王八蛋", null) =>
        _words = SearchValues.Create([.. words ?? WordList.Sensitive], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny(_words) ? null : text;
}

/// <summary>Drops utterances that say too little or too much.</summary>
/// <param name="shortest">Fewest letters and digits.</param>
/// <param name="longest">Most characters.</param>
public sealed class Length(int shortest = 2, int longest = 100) : CleaningRule(
    "length",
    $"Drops utterances with fewer than {shortest} letters, which say nothing, or more than {longest} characters, which are no talk.",
    "。", null)
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (text.Length > longest) return null;
        int letters = 0;
        for (int i = 0; i < text.Length && letters < shortest; i++) letters += char.IsLetterOrDigit(text[i]) ? 1 : 0;
        return letters < shortest ? null : text;
    }
}

/// <summary>Drops utterances that are not Chinese.</summary>
/// <param name="share">The least share of Chinese characters among the letters, from 0 to 1.</param>
public sealed class ChineseOnly(double share = 0.5) : CleaningRule(
    "not Chinese",
    $"Drops utterances in which fewer than {share:P0} of the letters are Chinese characters.",
    "Happy birthday to you", null)
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int letters = 0, chinese = 0;
        foreach (char c in text)
        {
            if (c is >= '\u4e00' and <= '\u9fff') (letters, chinese) = (letters + 1, chinese + 1);
            else if (char.IsLetter(c)) letters++;
        }

        return chinese < share * letters ? null : text;
    }
}
