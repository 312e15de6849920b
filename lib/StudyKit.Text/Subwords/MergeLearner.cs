namespace StudyKit.Text.Subwords;

/// <summary>
/// Learns merges of neighbouring symbols, the most frequent first; how a word starts out as symbols and how two are written as one
/// is the caller's. Of pairs equally frequent the first by character code is taken, so that every machine learns the same.
/// </summary>
internal static class MergeLearner
{
    /// <summary>The merges in the order learned.</summary>
    /// <param name="words">Words as symbols, with their counts.</param>
    /// <param name="join">Writes two symbols as one.</param>
    /// <param name="merges">How many merges at most.</param>
    /// <param name="minimumCount">A rarer pair is not merged.</param>
    public static List<(string Left, string Right, string Merged)> Learn(IEnumerable<(string[] Symbols, int Count)> words, Func<string, string, string> join, int merges, int minimumCount)
    {
        List<(string[] Symbols, int Count)> all = [.. words];
        Dictionary<(string, string), long> counts = [];
        Dictionary<(string, string), HashSet<int>> places = [];
        for (int word = 0; word < all.Count; word++) Count(word, +1);

        List<(string, string, string)> learned = [];
        while (learned.Count < merges && Best() is { } best && counts[best] >= minimumCount)
        {
            string merged = join(best.Left, best.Right);
            learned.Add((best.Left, best.Right, merged));
            foreach (int word in places[best].Order().ToArray())
            {
                Count(word, -1);
                all[word] = (Merge(all[word].Symbols, best.Left, best.Right, merged), all[word].Count);
                Count(word, +1);
            }

            counts.Remove(best);
            places.Remove(best);
        }

        return learned;

        void Count(int word, int sign)
        {
            (string[] symbols, int count) = all[word];
            for (int i = 0; i + 1 < symbols.Length; i++)
            {
                (string, string) pair = (symbols[i], symbols[i + 1]);
                counts[pair] = counts.GetValueOrDefault(pair) + sign * (long)count;
                if (!places.TryGetValue(pair, out HashSet<int>? where)) places[pair] = where = [];
                if (sign > 0) where.Add(word);
            }
        }

        (string Left, string Right)? Best()
        {
            (string Left, string Right)? best = null;
            long most = 0;
            foreach (((string Left, string Right) pair, long count) in counts)
            {
                if (count < most || count == 0) continue;
                if (count > most || best is not { } old || Compare(pair, old) < 0) (best, most) = (pair, count);
            }

            return best;
        }
    }

    /// <summary>A word with every (left, right) written as one, from the left.</summary>
    public static string[] Merge(string[] symbols, string left, string right, string merged)
    {
        List<string> result = new(symbols.Length);
        for (int i = 0; i < symbols.Length; i++)
        {
            bool pair = i + 1 < symbols.Length && symbols[i] == left && symbols[i + 1] == right;
            result.Add(pair ? merged : symbols[i]);
            if (pair) i++;
        }

        return [.. result];
    }

    private static int Compare((string Left, string Right) a, (string Left, string Right) b)
    {
        int left = string.CompareOrdinal(a.Left, b.Left);
        return left != 0 ? left : string.CompareOrdinal(a.Right, b.Right);
    }
}
