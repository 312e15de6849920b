using StudyKit.Text;

namespace StudyKit.Data.Translation;

/// <summary>Which pairs go into which batch of an epoch.</summary>
internal static class BatchPlan
{
    /// <summary>
    /// Mixes the pairs, sorts each pool of them by length, cuts the sorted pools into batches and mixes the batches.
    /// The result depends on nothing but the arguments.
    /// </summary>
    public static int[][] Make(int[] sourceLengths, int[] targetLengths, TranslationBatchOptions options, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, sourceLengths.Length)];
        SeededRandom random = new(options.Seed, epoch);
        if (options.Shuffle) random.Shuffle<int>(order);
        int pool = options.Shuffle ? PoolSize(sourceLengths, targetLengths, options) : Math.Max(1, order.Length);

        // LINQ's sort keeps the mixed order among equal lengths. Source first: most of the padding is saved there, and
        // pairs of a length rhyme.
        int[][] batches = [.. order.Chunk(pool)
            .Select(part => part.OrderBy(row => sourceLengths[row]).ThenBy(row => targetLengths[row]))
            .SelectMany(part => Cut(part, sourceLengths, targetLengths, options))];
        if (options.Shuffle) random.Shuffle<int[]>(batches);
        return batches;
    }

    private static int PoolSize(int[] sourceLengths, int[] targetLengths, TranslationBatchOptions options)
    {
        if (options.TokensPerBatch is not int budget || sourceLengths.Length == 0)
        {
            return options.PoolBatches * options.BatchSize;
        }

        double meanLength = sourceLengths.Zip(targetLengths, Math.Max).Average();
        return Math.Max(1, (int)(options.PoolBatches * budget / meanLength));
    }

    private static IEnumerable<int[]> Cut(
        IEnumerable<int> rows, int[] sourceLengths, int[] targetLengths, TranslationBatchOptions options)
    {
        List<int> batch = [];
        int longest = 0;
        foreach (int row in rows)
        {
            int longestWith = Math.Max(longest, Math.Max(sourceLengths[row], targetLengths[row]));
            bool full = options.TokensPerBatch is int budget
                ? (batch.Count + 1) * longestWith > budget
                : batch.Count == options.BatchSize;
            if (full && batch.Count > 0)
            {
                yield return [.. batch];
                batch.Clear();
                longestWith = Math.Max(sourceLengths[row], targetLengths[row]);
            }

            batch.Add(row);
            longest = longestWith;
        }

        if (batch.Count > 0) yield return [.. batch];
    }
}
