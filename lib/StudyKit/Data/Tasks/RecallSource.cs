using StudyKit.Text;

namespace StudyKit.Data.Tasks;

/// <summary>Batches of <see cref="AssociativeRecall"/> without end, with rows of several lengths by turns.</summary>
/// <param name="task">The task.</param>
/// <param name="pairs">Pairs in a row: the first batch has rows of the first length, the next of the next.</param>
/// <param name="questions">
/// Questions in a batch; a length that does not divide it makes a batch a little smaller.
/// </param>
/// <param name="seed">Of all draws.</param>
/// <param name="device">The CPU when null.</param>
/// <param name="batches">Batches that are called an epoch.</param>
public sealed class RecallSource(
    AssociativeRecall task, IReadOnlyList<int> pairs, int questions, long seed, Device? device = null,
    int batches = 1000) : IBatchSource<RecallBatch>
{
    /// <inheritdoc/>
    public int BatchCount(int epoch) => batches;

    /// <inheritdoc/>
    public IEnumerable<RecallBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, batches);
        return Make(epoch, start);
    }

    private IEnumerable<RecallBatch> Make(int epoch, int start)
    {
        for (int batch = start; batch < batches; batch++)
        {
            int length = pairs[batch % pairs.Count];
            yield return task.Draw(
                length, Math.Max(1, questions / length), new SeededRandom(seed, epoch, batch), device);
        }
    }
}
