using StudyKit.Text;

namespace StudyKit.Data;

/// <summary>
/// Which rows of unequal length go into which batch of an epoch, so that little of a batch is padding.
/// </summary>
internal static class LengthPools
{
    /// <summary>
    /// Rows of similar length are sought among so many batches' worth of mixed rows. More would save a little more
    /// padding; fewer leave batches more alike to chance.
    /// </summary>
    public const int Batches = 20;

    /// <summary>
    /// Mixes the rows, sorts each pool of them by length, cuts the sorted pools into batches and mixes the batches.
    /// Rows of one length are only mixed: there is nothing to save.
    /// </summary>
    /// <param name="lengths">Of each row; what a batch is padded to is its greatest.</param>
    /// <param name="batchSize">B; one batch may be smaller.</param>
    /// <param name="random">Decides the order.</param>
    /// <returns>For each batch the numbers of its rows; every row stands in one of them.</returns>
    public static int[][] Plan(IReadOnlyList<int> lengths, int batchSize, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count)];
        random.Shuffle(order.AsSpan());
        if (lengths.All(length => length == lengths[0])) return [.. order.Chunk(batchSize)];
        // LINQ's sort keeps the mixed order among equal lengths.
        int[][] batches = [.. order.Chunk((int)Math.Min(int.MaxValue, (long)batchSize * Batches))
            .SelectMany(pool => pool.OrderBy(row => lengths[row]).Chunk(batchSize))];
        random.Shuffle(batches.AsSpan());
        return batches;
    }
}
