using StudyKit.Tasks;
using StudyKit.Text;

namespace StudyKit.Data.Dialogues;

/// <summary>Rows side by side, padded behind.</summary>
/// <param name="Ids">[B, T] int64.</param>
/// <param name="Speakers">[B, T] int64.</param>
/// <param name="Targets">[B, T] int64, −100 where nothing is to be predicted.</param>
/// <param name="TargetTokens">How many targets count.</param>
public sealed record DialogueBatch(Tensor Ids, Tensor Speakers, Tensor Targets, int TargetTokens) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Speakers.Dispose();
        Targets.Dispose();
    }
}

/// <summary>Batches of rows, by default of similar length, in an order that each epoch draws anew.</summary>
/// <param name="rows">The rows.</param>
/// <param name="padding">The padding token.</param>
/// <param name="batchSize">B.</param>
/// <param name="seed">Decides the order.</param>
/// <param name="device">Where the tensors lie; null for the CPU.</param>
/// <param name="poolByLength">
/// False leaves it to chance which lengths meet. A training of few steps wants that: where a loss is a mean over a
/// batch's tokens, those of short rows weigh more in a batch of their own.
/// </param>
public sealed class DialogueBatches(IReadOnlyList<DialogueRow> rows, int padding, int batchSize, long seed = 0,
    Device? device = null, bool poolByLength = true) : IBatchSource<DialogueBatch>
{
    /// <inheritdoc/>
    public int BatchCount(int epoch) => (rows.Count + batchSize - 1) / batchSize;

    /// <inheritdoc/>
    public IEnumerable<DialogueBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));
        // Rows of one length are only mixed.
        int[][] plan = LengthPools.Plan(
            [.. rows.Select(row => poolByLength ? row.Ids.Length : 0)], batchSize, new SeededRandom(seed, epoch));
        return plan.Skip(start).Select(chosen => Of([.. chosen.Select(row => rows[row])]));
    }

    /// <summary>One batch of the given rows.</summary>
    /// <param name="chosen">The rows.</param>
    public DialogueBatch Of(IReadOnlyList<DialogueRow> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        int width = chosen.Max(row => row.Ids.Length);
        return new DialogueBatch(
            Pad(chosen.Select(row => row.Ids), width, padding),
            Pad(chosen.Select(row => row.Speakers), width, padding),
            Pad(chosen.Select(row => row.Targets), width, Targets.Ignored),
            chosen.Sum(row => row.Targets.Count(target => target != Targets.Ignored)));
    }

    private Tensor Pad(IEnumerable<int[]> lines, int width, int filler)
    {
        long[] values = [.. lines.SelectMany(
            line => line.Select(id => (long)id).Concat(Enumerable.Repeat((long)filler, width - line.Length)))];
        return tensor(values, [values.Length / width, width], ScalarType.Int64, device).DetachFromDisposeScope();
    }
}
