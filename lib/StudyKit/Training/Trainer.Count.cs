using StudyKit.Data;

namespace StudyKit.Training;

/// <summary>What is asked about a training before there is one.</summary>
public static class Trainer
{
    /// <summary>
    /// How many updates a number of epochs makes; schedules want to know. Where a source makes each epoch anew, its
    /// first epoch stands for all.
    /// </summary>
    /// <param name="batches">The data.</param>
    /// <param name="epochs">How many times it is gone through.</param>
    /// <param name="accumulation">How many batches make one update.</param>
    public static long CountSteps<TBatch>(IBatchSource<TBatch> batches, int epochs, int accumulation = 1)
        where TBatch : IDisposable
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(accumulation, 1);
        long count = batches.MakesEpochsAnew
            ? (long)epochs * batches.BatchCount(0)
            : Enumerable.Range(0, epochs).Sum(epoch => (long)batches.BatchCount(epoch));
        return (count + accumulation - 1) / accumulation;
    }
}
