using StudyKit.Text;

namespace StudyKit.Data.PreTraining;

/// <summary>Rows of words with one blank each.</summary>
/// <param name="Ids">[B, T] int64, the blank's symbol where the blank is.</param>
/// <param name="Blank">[B] int64: where the blank is, from 1 on, so that something stands before it.</param>
/// <param name="Answers">[B] int64: the token that fills it.</param>
public sealed record BlankBatch(Tensor Ids, Tensor Blank, Tensor Answers) : IDisposable
{
    /// <summary>B.</summary>
    public long Size => Ids.shape[0];

    /// <summary>What a model says at each row's place, its blank or one beside it.</summary>
    /// <param name="scores">[B, T, V].</param>
    /// <param name="offset">0 for the blank itself, −1 for the token before it, whose next token the blank is.</param>
    /// <returns>[B, V].</returns>
    public Tensor At(Tensor scores, int offset)
    {
        ArgumentNullException.ThrowIfNull(scores);
        using DisposeScope scope = NewDisposeScope();
        Tensor place = (Blank + offset).view(-1, 1, 1).expand(-1, 1, scores.shape[2]);
        return scores.gather(1, place).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Blank.Dispose();
        Answers.Dispose();
    }
}

/// <summary>Batches of rows with one blank each, in an order that is drawn anew for each epoch.</summary>
public sealed class BlankRows : IBatchSource<BlankBatch>
{
    private readonly (int[] Ids, int Blank, int Answer)[] _rows;
    private readonly int _batchSize;
    private readonly long _seed;
    private readonly Device _device;

    /// <summary>Prepares the rows.</summary>
    /// <param name="rows">Rows of equal length: tokens, where the blank is, and what fills it.</param>
    /// <param name="batchSize">B; the rest of an epoch that fills no batch is left out.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="device">The CPU when null.</param>
    /// <exception cref="ArgumentException">A blank stands first or outside, or the rows fill no batch.</exception>
    public BlankRows(
        IEnumerable<(int[] Ids, int Blank, int Answer)> rows, int batchSize, long seed, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (_rows, _batchSize, _seed, _device) = ([.. rows], batchSize, seed, device ?? CPU);
        if (_rows.Length < batchSize || _rows.Any(row => row.Blank < 1 || row.Blank >= row.Ids.Length))
        {
            throw new ArgumentException($"There must be at least {batchSize} rows, and each blank must lie in its " +
                $"row and have a token before it. Received {_rows.Length} rows.", nameof(rows));
        }
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => _rows.Length / _batchSize;

    /// <inheritdoc/>
    public IEnumerable<BlankBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));
        return Make(epoch, start);
    }

    private IEnumerable<BlankBatch> Make(int epoch, int start)
    {
        int[] order = [.. Enumerable.Range(0, _rows.Length)];
        new SeededRandom(_seed, epoch).Shuffle<int>(order);
        for (int batch = start; batch < BatchCount(epoch); batch++)
        {
            var some = order.AsSpan(batch * _batchSize, _batchSize).ToArray().Select(i => _rows[i]).ToArray();
            yield return new BlankBatch(
                DrawnRows.Stack([.. some.Select(row => row.Ids)], _device).DetachFromDisposeScope(),
                tensor([.. some.Select(row => (long)row.Blank)], device: _device).DetachFromDisposeScope(),
                tensor([.. some.Select(row => (long)row.Answer)], device: _device).DetachFromDisposeScope());
        }
    }
}
