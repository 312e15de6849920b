using System.Diagnostics.CodeAnalysis;
using StudyKit.Data;

namespace StudyKit.Training;

/// <summary>
/// Goes through a source epoch after epoch and knows where it is, so that training can go on from there.
/// </summary>
internal sealed class BatchStream<TBatch>(IBatchSource<TBatch> source, int epoch, int batch) : IDisposable
    where TBatch : IDisposable
{
    private IEnumerator<TBatch>? _batches;

    /// <summary>The epoch of the next batch, from 0.</summary>
    public int Epoch { get; private set; } = epoch;

    /// <summary>The next batch within its epoch, from 0.</summary>
    public int Batch { get; private set; } = batch;

    /// <summary>Epochs gone through, with a fraction.</summary>
    public double Gone => Batch == 0 ? Epoch : Epoch + (double)Batch / source.BatchCount(Epoch);

    /// <summary>The next batch; false when <paramref name="epochs"/> are over.</summary>
    /// <param name="epochs">How many epochs there are; null for no end.</param>
    /// <param name="next">The batch, which the caller disposes.</param>
    public bool TryNext(int? epochs, [NotNullWhen(true)] out TBatch? next)
    {
        int empty = 0;
        while (epochs is null || Epoch < epochs)
        {
            _batches ??= source.Batches(Epoch, Batch).GetEnumerator();
            if (_batches.MoveNext())
            {
                Batch++;
                next = _batches.Current!;
                // Told at once, so that "after each epoch" is after its last batch.
                if (Batch >= source.BatchCount(Epoch)) StartNextEpoch();
                return true;
            }

            if (Batch == 0 && ++empty > 1)
            {
                throw new InvalidOperationException($"The batch source gave no batch in epochs {Epoch - 1} and " +
                    $"{Epoch}. Training needs at least one.");
            }

            StartNextEpoch();
        }

        next = default;
        return false;
    }

    public void Dispose() => _batches?.Dispose();

    private void StartNextEpoch()
    {
        _batches?.Dispose();
        _batches = null;
        Epoch++;
        Batch = 0;
    }
}
