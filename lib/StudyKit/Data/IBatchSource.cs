namespace StudyKit.Data;

/// <summary>
/// A data set cut into batches, epoch by epoch. What an epoch holds depends only on the source (its seed included)
/// and the epoch's number, so training stopped at (epoch, batch) goes on from there with the batches it would have had.
/// </summary>
/// <typeparam name="TBatch">
/// One batch. Its tensors belong to no dispose scope: whoever enumerates disposes each batch, usually at the end of its
/// step.
/// </typeparam>
public interface IBatchSource<out TBatch>
    where TBatch : IDisposable
{
    /// <summary>How many batches an epoch has.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    int BatchCount(int epoch);

    /// <summary>
    /// Whether an epoch's rows are made anew when it is asked for, so that counting its batches costs as much as making
    /// it. A training then counts its steps by the first epoch alone, and makes as many.
    /// </summary>
    /// <value>False.</value>
    bool MakesEpochsAnew => false;

    /// <summary>
    /// The batches of one epoch, in their order. No scope and no gradient mode is held while the caller works on a
    /// batch.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="start">The first batch to give, from 0; the ones before it are skipped without being made.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// When <paramref name="epoch"/> is negative, or <paramref name="start"/> is not between 0 and the batch count.
    /// </exception>
    IEnumerable<TBatch> Batches(int epoch, int start = 0);
}
