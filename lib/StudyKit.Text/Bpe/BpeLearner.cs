using System.Runtime.InteropServices;
using System.Text;

namespace StudyKit.Text.Bpe;

/// <summary>
/// Learns merges: the most frequent pair of neighbouring symbols becomes a symbol, again and again
/// (Sennrich et al., 2016, algorithm 1). Pair counts are kept up to date word by word, and a heap finds the next pair,
/// so the work is about the number of symbols touched and not vocabulary × text.
/// </summary>
internal sealed class BpeLearner
{
    private readonly List<string> _symbols = [];
    private readonly Dictionary<string, int> _symbolIds = new(StringComparer.Ordinal);
    private readonly List<int[]> _words = [];
    private readonly List<int> _wordCounts = [];
    private readonly Dictionary<long, PairState> _pairs = [];
    private readonly PriorityQueue<long, Candidate> _heap;

    private BpeLearner() => _heap = new(Comparer<Candidate>.Create(Compare));

    /// <summary>The alphabet (marker first, then by character) and the merges in the order learned.</summary>
    public static (IReadOnlyList<string> Alphabet, IReadOnlyList<(string Left, string Right)> Merges) Learn(IEnumerable<string> texts, BpeOptions options)
    {
        BpeLearner learner = new();
        int alphabet = learner.ReadWords(WordCounts(texts, options.Normalizer), options.MinimumCharacterCount);
        int room = options.VocabularySize - SpecialTokens.StandardNames.Count;
        if (alphabet > room)
            throw new ArgumentException($"{nameof(BpeOptions.VocabularySize)} must hold the {SpecialTokens.StandardNames.Count} special tokens and the text's {alphabet} characters. Received {options.VocabularySize}. Ask for more, or raise {nameof(BpeOptions.MinimumCharacterCount)}.");
        List<(string, string)> merges = learner.Merge(room, options.MinimumPairCount);
        return (learner._symbols[..alphabet], merges);
    }

    private static Dictionary<(string Piece, bool AfterSpace), int> WordCounts(IEnumerable<string> texts, TextNormalizer normalizer)
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

    private int ReadWords(Dictionary<(string Piece, bool AfterSpace), int> words, int minimumCharacterCount)
    {
        SortedDictionary<int, long> characterCounts = [];
        foreach (((string piece, _), int count) in words)
        {
            foreach (Rune rune in piece.EnumerateRunes())
            {
                characterCounts[rune.Value] = characterCounts.GetValueOrDefault(rune.Value) + count;
            }
        }

        AddSymbol(WordSplitter.Marker.ToString());
        foreach ((int character, long count) in characterCounts)
        {
            // A lone surrogate is read as U+FFFD; like the marker in a text, it has no token.
            if (count >= minimumCharacterCount && character != WordSplitter.Marker && character != Rune.ReplacementChar.Value)
                AddSymbol(new Rune(character).ToString());
        }

        foreach (((string piece, bool afterSpace), int count) in words)
        {
            List<int> symbols = afterSpace ? [0] : [];
            foreach (Rune rune in piece.EnumerateRunes())
            {
                symbols.Add(rune.Value == WordSplitter.Marker ? -1 : _symbolIds.GetValueOrDefault(rune.ToString(), -1));
            }

            _words.Add([.. symbols]);
            _wordCounts.Add(count);
            CountPairs(_words.Count - 1);
        }

        foreach ((long pair, PairState state) in _pairs) _heap.Enqueue(pair, new Candidate(state.Count, pair));
        return _symbols.Count;
    }

    private List<(string Left, string Right)> Merge(int room, int minimumPairCount)
    {
        List<(string, string)> merges = [];
        HashSet<long> touched = [];
        while (_symbols.Count < room && _heap.TryDequeue(out long pair, out Candidate candidate))
        {
            PairState state = _pairs[pair];
            if (state.Count < minimumPairCount) continue;
            if (state.Count != candidate.Count)
            {
                // The count fell since it was put on the heap: it takes its new place.
                _heap.Enqueue(pair, new Candidate(state.Count, pair));
                continue;
            }

            (int left, int right) = ((int)(pair >> 32), (int)pair);
            // A pair can come back when its left or right part is spelled in a second way; it stays one merge.
            if (!state.Merged) merges.Add((_symbols[left], _symbols[right]));
            int merged = AddSymbol(_symbols[left] + _symbols[right]);
            touched.Clear();
            foreach (int word in state.Words) MergeIn(word, left, right, merged, touched);
            _pairs[pair] = new PairState { Merged = true };
            foreach (long changed in touched)
            {
                if (_pairs.TryGetValue(changed, out PairState? gained)) _heap.Enqueue(changed, new Candidate(gained.Count, changed));
            }
        }

        return merges;
    }

    // Only the neighbours of a merged place change their counts: (a, left) becomes (a, merged), (right, b) becomes (merged, b).
    private void MergeIn(int word, int left, int right, int merged, HashSet<long> touched)
    {
        int[] symbols = _words[word];
        bool IsPair(int i) => i + 1 < symbols.Length && symbols[i] == left && symbols[i + 1] == right;
        int write = 0;
        int[] next = new int[symbols.Length];
        for (int read = 0; read < symbols.Length; read++)
        {
            if (!IsPair(read))
            {
                next[write++] = symbols[read];
                continue;
            }

            if (read > 0)
            {
                Count(word, symbols[read - 1], left, -1);
                touched.Add(Count(word, next[write - 1], merged, +1));
            }

            if (read + 2 < symbols.Length && !IsPair(read + 2))
            {
                Count(word, right, symbols[read + 2], -1);
                touched.Add(Count(word, merged, symbols[read + 2], +1));
            }

            next[write++] = merged;
            read++;
        }

        _words[word] = next[..write];
    }

    private void CountPairs(int word)
    {
        int[] symbols = _words[word];
        for (int i = 0; i + 1 < symbols.Length; i++) Count(word, symbols[i], symbols[i + 1], +1);
    }

    private long Count(int word, int left, int right, int sign)
    {
        long pair = BpeMerges.PairKey(left, right);
        if (left < 0 || right < 0) return pair;
        ref PairState? state = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, pair, out _);
        state ??= new PairState();
        state.Count += sign * (long)_wordCounts[word];
        if (sign > 0 && (state.Words.Count == 0 || state.Words[^1] != word)) state.Words.Add(word);
        return pair;
    }

    private int AddSymbol(string symbol)
    {
        // Two different pairs may spell the same token; it keeps one id.
        if (_symbolIds.TryGetValue(symbol, out int id)) return id;
        _symbols.Add(symbol);
        _symbolIds.Add(symbol, _symbols.Count - 1);
        return _symbols.Count - 1;
    }

    // The most frequent pair first; of equals the one that is first by character code, so every machine learns the same.
    private int Compare(Candidate a, Candidate b)
    {
        int byCount = b.Count.CompareTo(a.Count);
        if (byCount != 0) return byCount;
        int byLeft = string.CompareOrdinal(_symbols[(int)(a.Pair >> 32)], _symbols[(int)(b.Pair >> 32)]);
        return byLeft != 0 ? byLeft : string.CompareOrdinal(_symbols[(int)a.Pair], _symbols[(int)b.Pair]);
    }

    private readonly record struct Candidate(long Count, long Pair);

    private sealed class PairState
    {
        public long Count;
        public readonly List<int> Words = [];
        public bool Merged;
    }
}
