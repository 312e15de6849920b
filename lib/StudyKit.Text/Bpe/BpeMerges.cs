using System.Text;

namespace StudyKit.Text.Bpe;

/// <summary>The learned merges in their order, and what they do to one piece of text.</summary>
internal sealed class BpeMerges
{
    private readonly Dictionary<long, (int Rank, int Merged)> _byPair = [];
    private readonly Dictionary<Rune, int> _characters = [];
    private readonly int _unknown;
    private readonly int? _marker;

    /// <summary>Links the merges to the ids of a vocabulary.</summary>
    /// <param name="vocabulary">Holds every character, every merged token and the unknown token.</param>
    /// <param name="characters">The tokens that are single characters, the marker among them.</param>
    /// <param name="merges">Left and right token of each merge, the first learned first.</param>
    public BpeMerges(Vocabulary vocabulary, IEnumerable<string> characters, IEnumerable<(string Left, string Right)> merges)
    {
        _unknown = vocabulary.Special.Unknown!.Value;
        _marker = vocabulary.Find(WordSplitter.Marker.ToString());
        foreach (string character in characters)
        {
            Rune rune = character.EnumerateRunes().First();
            if (rune.Value != WordSplitter.Marker) _characters[rune] = vocabulary.IdOf(character);
        }

        int rank = 0;
        foreach ((string left, string right) in merges)
        {
            _byPair.TryAdd(PairKey(vocabulary.IdOf(left), vocabulary.IdOf(right)), (rank++, vocabulary.IdOf(left + right)));
        }
    }

    public static long PairKey(int left, int right) => ((long)left << 32) | (uint)right;

    /// <summary>The ids of one piece: its characters, merged until no learned pair is left.</summary>
    /// <param name="piece">Text without white space.</param>
    /// <param name="afterSpace">True when the marker stands before it.</param>
    /// <param name="dropout">The chance that a possible merge is passed over at a step (Provilkov et al., 2020, algorithm 1).</param>
    /// <param name="random">Draws for <paramref name="dropout"/>; null without it.</param>
    public int[] Apply(ReadOnlySpan<char> piece, bool afterSpace, double dropout = 0, SeededRandom? random = null)
    {
        List<int> symbols = new(piece.Length + 1);
        if (afterSpace) symbols.Add(_marker ?? _unknown);
        foreach (Rune rune in piece.EnumerateRunes())
        {
            symbols.Add(_characters.GetValueOrDefault(rune, _unknown));
        }

        bool[] kept = new bool[symbols.Count];
        while (symbols.Count > 1)
        {
            (int bestRank, long bestPair, int merged) = (int.MaxValue, 0L, 0);
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                kept[i] = false;
                long pair = PairKey(symbols[i], symbols[i + 1]);
                if (!_byPair.TryGetValue(pair, out (int Rank, int Merged) merge)) continue;
                if (random is not null && random.Chance(dropout)) continue;
                kept[i] = true;
                if (merge.Rank < bestRank) (bestRank, bestPair, merged) = (merge.Rank, pair, merge.Merged);
            }

            if (bestRank == int.MaxValue) break;
            Replace(symbols, bestPair, merged, kept);
        }

        return [.. symbols];
    }

    // All kept places of the pair at once, left to right: long runs of letters stay affordable.
    private static void Replace(List<int> symbols, long pair, int merged, bool[] kept)
    {
        int write = 0;
        for (int read = 0; read < symbols.Count; read++, write++)
        {
            if (read + 1 < symbols.Count && kept[read] && PairKey(symbols[read], symbols[read + 1]) == pair)
            {
                symbols[write] = merged;
                read++;
            }
            else
            {
                symbols[write] = symbols[read];
            }
        }

        symbols.RemoveRange(write, symbols.Count - write);
    }
}
