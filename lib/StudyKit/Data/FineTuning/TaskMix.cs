using StudyKit.Text;

namespace StudyKit.Data.FineTuning;

/// <summary>
/// Several tasks trained together: each batch is of one task, and the tasks take turns at random, each as often as it
/// has batches.
/// </summary>
/// <remarks>
/// A task with many examples therefore has much to say; cut it beforehand where all should count alike. Not
/// thread-safe.
/// </remarks>
public sealed class TaskMix : IBatchSource<GptBatch>
{
    private readonly IReadOnlyList<IBatchSource<GptBatch>> _tasks;
    private readonly long _seed;

    /// <summary>Puts tasks together.</summary>
    /// <param name="tasks">One source a task, whose batches say which; the caller disposes them.</param>
    /// <param name="seed">Decides the turns.</param>
    public TaskMix(IReadOnlyList<IBatchSource<GptBatch>> tasks, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
        {
            throw new ArgumentException("A mix needs at least one task. Received none.", nameof(tasks));
        }

        (_tasks, _seed) = (tasks, seed);
    }

    /// <inheritdoc/>
    public bool MakesEpochsAnew => _tasks.Any(task => task.MakesEpochsAnew);

    /// <inheritdoc/>
    public int BatchCount(int epoch) => _tasks.Sum(task => task.BatchCount(epoch));

    /// <inheritdoc/>
    public IEnumerable<GptBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));

        int[] turns = [.. _tasks.SelectMany((task, index) => Enumerable.Repeat(index, task.BatchCount(epoch)))];
        new SeededRandom(_seed, epoch).Shuffle(turns.AsSpan());
        return Make(turns, epoch, start);
    }

    private IEnumerable<GptBatch> Make(int[] turns, int epoch, int start)
    {
        int[] skipped = new int[_tasks.Count];
        foreach (int turn in turns[..start]) skipped[turn]++;
        IEnumerator<GptBatch>[] batches =
        [
            .. _tasks.Select((task, index) => task.Batches(epoch, skipped[index]).GetEnumerator()),
        ];
        try
        {
            foreach (int turn in turns[start..])
            {
                if (batches[turn].MoveNext()) yield return batches[turn].Current;
            }
        }
        finally
        {
            foreach (IEnumerator<GptBatch> open in batches) open.Dispose();
        }
    }
}
