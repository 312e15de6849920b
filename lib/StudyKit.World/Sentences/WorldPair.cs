using System.Text;

namespace StudyKit.World.Sentences;

/// <summary>
/// One sentence of the small world in English and Chinese, as words, with what is a translation of what.
/// </summary>
/// <param name="English">English words. Only names and I have capitals.</param>
/// <param name="Chinese">Chinese words.</param>
/// <param name="Sure">
/// Pairs (English word, Chinese word) that are translations of each other (Och and Ney 2003: S).
/// </param>
/// <param name="Possible">
/// The sure pairs and those that belong together loosely, as "the" and 那, or a tense and 了 (Och and Ney: P).
/// </param>
/// <param name="Pattern">The sentence pattern's name in data/world/patterns.json.</param>
/// <param name="HasNewCombination">True when two words stand together that do so in no training sentence.</param>
public sealed record WorldPair(
    IReadOnlyList<string> English,
    IReadOnlyList<string> Chinese,
    IReadOnlyList<(int English, int Chinese)> Sure,
    IReadOnlyList<(int English, int Chinese)> Possible,
    string Pattern,
    bool HasNewCombination)
{
    /// <summary>The English sentence as one writes it.</summary>
    public string EnglishText => JoinEnglish(English);

    /// <summary>The Chinese sentence as one writes it, without spaces.</summary>
    public string ChineseText => JoinChinese(Chinese);

    /// <summary>Writes English words as a sentence: a capital in front, no space before punctuation and 's.</summary>
    /// <param name="words">The words.</param>
    public static string JoinEnglish(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        StringBuilder text = new();
        foreach (string word in words)
        {
            if (text.Length > 0 && word is not ("." or "," or "?" or "!" or "'s")) text.Append(' ');
            text.Append(text.Length == 0 && word.Length > 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
        }

        return text.ToString();
    }

    /// <summary>Writes Chinese words as a sentence.</summary>
    /// <param name="words">The words.</param>
    public static string JoinChinese(IEnumerable<string> words) => string.Concat(words);
}
