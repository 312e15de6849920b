using System.Runtime.InteropServices;

namespace StudyKit.Text.Subwords;

/// <summary>
/// Learns merges of neighbouring symbols, the most frequent first (Sennrich et al., 2016, algorithm 1); how a word
/// starts out as symbols and how two are written as one is the tokenizer's. Of pairs equally frequent the first by
/// character code is taken, so that every machine learns the same.
/// </summary>
/// <remarks>
/// Only words that hold the merged pair are counted anew, and a heap finds the next pair: the work follows the symbols
/// touched, not merges × pairs, so that GPT's 40,000 merges take seconds.
/// </remarks>
internal sealed class MergeLearner
{
    /// <summary>A symbol that has no token: no pair reaches over it.</summary>
    public const string NoToken = "";

    private const int None = -1;
    private readonly List<string> _symbols = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<int[]> _words = [];
    private readonly List<int> _counts = [];
    private readonly Dictionary<long, PairState> _pairs = [];
    private readonly HashSet<long> _touched = [];
    private readonly PriorityQueue<long, (long Count, long Pair)> _heap;

    private MergeLearner() => _heap = new(Comparer<(long Count, long Pair)>.Create(Compare));

    /// <summary>The merges in the order learned.</summary>
    /// <param name="words">Words as symbols, with their counts.</param>
    /// <param name="join">Writes two symbols as one.</param>
    /// <param name="minimumCount">A rarer pair is not merged.</param>
    /// <param name="merges">How many merges at most.</param>
    /// <param name="tokens">
    /// How many new symbols at most; fewer than the merges where two pairs spell the same symbol.
    /// </param>
    /// <returns>
    /// Each merge; one again where its left or right part came to be spelled in a second way, which makes the same
    /// pair.
    /// </returns>
    public static List<(string Left, string Right, string Merged)> Learn(
        IEnumerable<(string[] Symbols, int Count)> words,
        Func<string, string, string> join,
        int minimumCount,
        int merges = int.MaxValue,
        int tokens = int.MaxValue)
    {
        MergeLearner learner = new();
        foreach ((string[] symbols, int count) in words)
        {
            learner._words.Add([.. symbols.Select(learner.Id)]);
            learner._counts.Add(count);
            learner.Count(learner._words.Count - 1, +1);
        }

        learner.Queue();
        long known = learner._symbols.Count;
        return learner.Run(join, minimumCount, merges, known + tokens);
    }

    private List<(string Left, string Right, string Merged)> Run(
        Func<string, string, string> join, int minimumCount, int merges, long symbols)
    {
        List<(string, string, string)> learned = [];
        while (learned.Count < merges && _symbols.Count < symbols
            && _heap.TryDequeue(out long pair, out (long Count, long Pair) queued))
        {
            // Each change of a count puts the pair on the heap again; what was put there before is out of date.
            if (!_pairs.TryGetValue(pair, out PairState? state) || state.Count != queued.Count) continue;
            if (state.Count < minimumCount) break;
            (int left, int right) = ((int)(pair >> 32), (int)pair);
            string merged = join(_symbols[left], _symbols[right]);
            learned.Add((_symbols[left], _symbols[right], merged));
            int id = Id(merged);
            _pairs.Remove(pair);
            foreach (int word in state.Words)
            {
                if (!Holds(_words[word], left, right)) continue; // merged away meanwhile
                Count(word, -1);
                int length = MergeTable<int>.Join(_words[word], left, right, id);
                _words[word] = _words[word][..length];
                Count(word, +1);
            }

            _pairs.Remove(pair);
            _touched.Remove(pair);
            Queue();
        }

        return learned;
    }

    private static bool Holds(int[] symbols, int left, int right)
    {
        for (int i = 0; i + 1 < symbols.Length; i++)
        {
            if (symbols[i] == left && symbols[i + 1] == right) return true;
        }

        return false;
    }

    private void Count(int word, int sign)
    {
        int[] symbols = _words[word];
        for (int i = 0; i + 1 < symbols.Length; i++)
        {
            if (symbols[i] == None || symbols[i + 1] == None) continue;
            long pair = ((long)symbols[i] << 32) | (uint)symbols[i + 1];
            ref PairState? state = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, pair, out _);
            state ??= new PairState();
            state.Count += sign * (long)_counts[word];
            if (sign > 0 && (state.Words.Count == 0 || state.Words[^1] != word)) state.Words.Add(word);
            _touched.Add(pair);
        }
    }

    // Pairs whose count is as it was before the merge stay where they are on the heap.
    private void Queue()
    {
        foreach (long pair in _touched)
        {
            if (!_pairs.TryGetValue(pair, out PairState? state) || state.Count == state.Queued) continue;
            state.Queued = state.Count;
            if (state.Count > 0) _heap.Enqueue(pair, (state.Count, pair));
        }

        _touched.Clear();
    }

    private int Id(string symbol)
    {
        if (symbol.Length == 0) return None;
        if (_ids.TryGetValue(symbol, out int id)) return id;
        _symbols.Add(symbol);
        _ids.Add(symbol, _symbols.Count - 1);
        return _symbols.Count - 1;
    }

    private int Compare((long Count, long Pair) a, (long Count, long Pair) b)
    {
        int byCount = b.Count.CompareTo(a.Count);
        if (byCount != 0) return byCount;
        int byLeft = string.CompareOrdinal(_symbols[(int)(a.Pair >> 32)], _symbols[(int)(b.Pair >> 32)]);
        return byLeft != 0 ? byLeft : string.CompareOrdinal(_symbols[(int)a.Pair], _symbols[(int)b.Pair]);
    }

    private sealed class PairState
    {
        public readonly List<int> Words = []; // some more than once, or no longer
        public long Count;
        public long Queued;
    }
}
