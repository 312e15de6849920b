using System.Text;

namespace StudyKit.Evaluation;

/// <summary>
/// SQuAD's two scores of an answer (Rajpurkar et al., 2016, §6.1): small letters, without punctuation and articles.
/// </summary>
public static class AnswerScore
{
    private static readonly string[] s_articles = ["a", "an", "the"];

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
        foreach (char letter in text.Where(letter => !char.IsPunctuation(letter) && !char.IsSymbol(letter)))
        {
            plain.Append(char.ToLowerInvariant(letter));
        }

        return [.. plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !s_articles.Contains(word))];
    }
}
