namespace StudyKit.Data;

/// <summary>Where an epoch may be taken up.</summary>
internal static class BatchStart
{
    /// <summary>Checks at the call what an iterator would check only at the first batch.</summary>
    /// <param name="epoch">The epoch, from 0 on.</param>
    /// <param name="start">The first batch wanted; the batch count itself where nothing is left.</param>
    /// <param name="count">Batches of the epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them lies outside.</exception>
    public static void Check(int epoch, int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (start >= 0 && start <= count) return;
        throw new ArgumentOutOfRangeException(
            nameof(start), start, $"Epoch {epoch} has {count} batches; the first to give lies between 0 and {count}.");
    }
}
