using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Evaluation;

/// <summary>
/// SQuAD's two scores of an answer (Rajpurkar et al., 2016, §6.1): small letters, without punctuation and articles. As
/// the official script counts: only ASCII's 32 marks are punctuation, and an article is a whole word between anything
/// that is no letter, digit or underscore. So €, ° and – stay.
/// </summary>
public static partial class AnswerScore
{

    /// <summary>1 when the words are the same, else 0.</summary>
    /// <param name="found">The answer given.</param>
    /// <param name="expected">The right one.</param>
    public static double ExactMatch(string found, string expected) =>
        Words(found).SequenceEqual(Words(expected)) ? 1 : 0;

    /// <summary>F1 of the words, each counted as often as it stands there; from 0 to 1.</summary>
    /// <param name="found">The answer given.</param>
    /// <param name="expected">The right one.</param>
    public static double F1(string found, string expected)
    {
        string[] a = Words(found), b = Words(expected);
        if (a.Length == 0 || b.Length == 0) return a.Length == b.Length ? 1 : 0;
        Dictionary<string, int> left = b.CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        int shared = 0;
        foreach (string word in a)
        {
            if (left.GetValueOrDefault(word) == 0) continue;
            left[word]--;
            shared++;
        }

        return 2.0 * shared / (a.Length + b.Length);
    }

    private static string[] Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder plain = new(text.Length);
        foreach (char letter in text.ToLowerInvariant())
        {
            bool isMark = char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter));
            if (!isMark) plain.Append(letter);
        }

        return Article().Replace(plain.ToString(), " ")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"\b(a|an|the)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}
