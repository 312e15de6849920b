using System.Text;
using StudyKit.Text.Subwords;

namespace StudyKit.Text.Bpe;

/// <summary>
/// Learns the tokens of a <see cref="BpeTokenizer"/>: the characters of the texts, and then merges inside words
/// (Sennrich et al., 2016, algorithm 1).
/// </summary>
internal static class BpeLearner
{
    private static readonly string s_marker = WordSplitter.Marker.ToString();

    /// <summary>The alphabet (marker first, then by character) and the merges in the order learned.</summary>
    public static (IReadOnlyList<string> Alphabet, IReadOnlyList<(string Left, string Right)> Merges) Learn(
        IEnumerable<string> texts, BpeOptions options)
    {
        Dictionary<(string Piece, bool AfterSpace), int> words = WordCounts(texts, options.Normalizer);
        List<string> alphabet = Alphabet(words, options.MinimumCharacterCount);
        int room = options.VocabularySize - SpecialTokens.StandardNames.Count;
        if (alphabet.Count > room)
        {
            throw new ArgumentException(
                $"{nameof(BpeOptions.VocabularySize)} must hold the {SpecialTokens.StandardNames.Count} " +
                "special tokens" +
                $" and the text's {alphabet.Count} characters. Received {options.VocabularySize}. Ask for more, or " +
                $"raise {nameof(BpeOptions.MinimumCharacterCount)}.");
        }

        HashSet<string> known = new(alphabet, StringComparer.Ordinal);
        var merges = MergeLearner.Learn(
            words.Select(word => (Symbols(word.Key.Piece, word.Key.AfterSpace, known), word.Value)),
            string.Concat,
            options.MinimumPairCount,
            tokens: room - alphabet.Count);
        return (alphabet, [.. merges.Select(merge => (merge.Left, merge.Right)).Distinct()]);
    }

    private static Dictionary<(string Piece, bool AfterSpace), int> WordCounts(
        IEnumerable<string> texts, TextNormalizer normalizer)
    {
        Dictionary<string, int> bare = new(StringComparer.Ordinal), spaced = new(StringComparer.Ordinal);
        var bareBySpan = bare.GetAlternateLookup<ReadOnlySpan<char>>();
        var spacedBySpan = spaced.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
        {
            string normal = normalizer.Normalize(text);
            for (int position = 0; WordSplitter.TryNext(normal, ref position, out TextSpan piece, out bool afterSpace);)
            {
                var counts = afterSpace ? spacedBySpan : bareBySpan;
                ReadOnlySpan<char> key = normal.AsSpan(piece.Start, piece.Length);
                counts[key] = counts.TryGetValue(key, out int count) ? count + 1 : 1;
            }
        }

        Dictionary<(string, bool), int> all = new(bare.Count + spaced.Count);
        foreach ((string piece, int count) in bare) all.Add((piece, false), count);
        foreach ((string piece, int count) in spaced) all.Add((piece, true), count);
        return all;
    }

    private static List<string> Alphabet(
        Dictionary<(string Piece, bool AfterSpace), int> words, int minimumCharacterCount)
    {
        SortedDictionary<int, long> characterCounts = [];
        foreach (((string piece, _), int count) in words)
        {
            foreach (Rune rune in piece.EnumerateRunes())
            {
                characterCounts[rune.Value] = characterCounts.GetValueOrDefault(rune.Value) + count;
            }
        }

        // A lone surrogate is read as U+FFFD; like the marker in a text, it has no token.
        IEnumerable<int> often = characterCounts.Where(entry => entry.Value >= minimumCharacterCount)
            .Select(entry => entry.Key)
            .Where(character => character != WordSplitter.Marker && character != Rune.ReplacementChar.Value);
        return [s_marker, .. often.Select(character => new Rune(character).ToString())];
    }

    private static string[] Symbols(string piece, bool afterSpace, HashSet<string> alphabet)
    {
        IEnumerable<string> characters = piece.EnumerateRunes().Select(rune => rune.ToString())
            .Select(text => text != s_marker && alphabet.Contains(text) ? text : MergeLearner.NoToken);
        return afterSpace ? [s_marker, .. characters] : [.. characters];
    }
}
