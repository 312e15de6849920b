using System.Text;
using StudyKit.Text.Subwords;

namespace StudyKit.Text.WordPiece;

/// <summary>
/// Learns a WordPiece vocabulary: the characters, bare at a word's start and with ## inside, and then the most frequent
/// pairs joined.
/// </summary>
/// <remarks>
/// Differs from Wu et al. (2016, §4.1), where the pair that raises the likelihood most is joined: their learner was
/// never published. Joining by frequency is what the public re-implementations do. Reading text (greedy longest match)
/// is the same either way.
/// </remarks>
internal static class WordPieceLearner
{
    public static List<string> Learn(IEnumerable<string> texts, WordPieceOptions options)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (BasicWord word in BasicWords.Split(text, options.LowerCase, WordPieceTokenizer.SpecialNames))
            {
                if (!WordPieceTokenizer.SpecialNames.Contains(word.Text))
                {
                    counts[word.Text] = counts.GetValueOrDefault(word.Text) + 1;
                }
            }
        }

        (string[] Symbols, int Count)[] words =
        [
            .. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (Symbols(pair.Key), pair.Value)),
        ];
        List<string> tokens = [.. WordPieceTokenizer.SpecialNames, .. words.SelectMany(word => word.Symbols)
            .Distinct().Order(StringComparer.Ordinal)];
        int room = options.VocabularySize - tokens.Count;
        if (room < 0)
            throw new ArgumentException($"{nameof(options.VocabularySize)} must hold the special tokens and the " +
                $"text's characters, {tokens.Count} together. Received {options.VocabularySize}.");
        HashSet<string> known = [.. tokens];
        var merges = MergeLearner.Learn(words, (left, right) => left + right[2..], options.MinimumPairCount, room);
        foreach ((_, _, string merged) in merges)
        {
            if (known.Add(merged)) tokens.Add(merged); // two pairs may spell one piece
        }

        return tokens;
    }

    private static string[] Symbols(string word) => [.. word.EnumerateRunes()
        .Select((rune, index) => index == 0 ? rune.ToString() : WordPieceTokenizer.Continuation + rune)];
}
