namespace StudyKit.Text.Subwords;

/// <summary>
/// Learned merges in their order, and what they do to one word: the merge learned first is made first, everywhere in
/// the word, until none is left (Sennrich et al., 2016, §3.2). What a symbol is, a text or an id, is the tokenizer's.
/// </summary>
internal sealed class MergeTable<T>
    where T : IEquatable<T>
{
    private readonly Dictionary<(T Left, T Right), (int Rank, T Merged)> _byPair = [];
    private int _next;

    /// <summary>Adds the next merge; of two alike the first counts.</summary>
    public void Add(T left, T right, T merged) => _byPair.TryAdd((left, right), (_next++, merged));

    /// <summary>Merges until no learned pair is left.</summary>
    /// <param name="symbols">The symbols of one word; overwritten.</param>
    /// <param name="dropout">
    /// The chance that a possible merge is passed over at a step (Provilkov et al., 2020, algorithm 1).
    /// </param>
    /// <param name="random">Draws for <paramref name="dropout"/>; null without it.</param>
    /// <param name="seen">
    /// Is told each merge: its place among the learned ones, what is left, and where it was made.
    /// </param>
    /// <returns>What is left.</returns>
    public T[] Apply(
        T[] symbols, double dropout = 0, SeededRandom? random = null, Action<int, T[], int[]>? seen = null)
    {
        List<int>? made = seen is null ? null : [];
        bool[] kept = new bool[symbols.Length];
        int length = symbols.Length;
        while (length > 1)
        {
            (int rank, int place, T? merged) = (int.MaxValue, -1, default(T));
            for (int i = 0; i + 1 < length; i++)
            {
                kept[i] = _byPair.TryGetValue((symbols[i], symbols[i + 1]), out (int Rank, T Merged) merge)
                    && (random is null || !random.Chance(dropout));
                if (kept[i] && merge.Rank < rank) (rank, place, merged) = (merge.Rank, i, merge.Merged);
            }

            if (place < 0) break;
            made?.Clear();
            length = Join(symbols.AsSpan(0, length), symbols[place], symbols[place + 1], merged!, kept, made);
            seen?.Invoke(rank, symbols[..length], [.. made!]);
        }

        return symbols[..length];
    }

    /// <summary>
    /// Writes every (left, right) as one, from the left and all at once: long runs of letters stay affordable.
    /// </summary>
    /// <param name="symbols">Overwritten from its start.</param>
    /// <param name="left">The left part.</param>
    /// <param name="right">The right part.</param>
    /// <param name="merged">What stands in their place.</param>
    /// <param name="kept">Which places may be merged; all when empty.</param>
    /// <param name="made">Takes the places of what was merged.</param>
    /// <returns>How many symbols are left.</returns>
    public static int Join(
        Span<T> symbols, T left, T right, T merged, ReadOnlySpan<bool> kept = default, List<int>? made = null)
    {
        int write = 0;
        for (int read = 0; read < symbols.Length; read++, write++)
        {
            bool pair = read + 1 < symbols.Length && (kept.IsEmpty || kept[read])
                && symbols[read].Equals(left) && symbols[read + 1].Equals(right);
            symbols[write] = pair ? merged : symbols[read];
            if (!pair) continue;
            made?.Add(write);
            read++;
        }

        return write;
    }
}
