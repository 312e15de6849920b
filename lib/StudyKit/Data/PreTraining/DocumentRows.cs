using StudyKit.Text;

namespace StudyKit.Data.PreTraining;

/// <summary>
/// Batches of rows that begin where a document does and go on with what follows, as many tokens each; every document
/// begins one row. In a text of short documents a model meets each of them from its first word on.
/// </summary>
public sealed class DocumentRows : IBatchSource<TokenRows>, IDisposable
{
    private readonly Tensor _rows;
    private readonly int _batchSize;
    private readonly long _seed;
    private readonly Device _device;

    /// <summary>Prepares a text.</summary>
    /// <param name="ids">The text.</param>
    /// <param name="start">The token that every document begins with.</param>
    /// <param name="context">T: how many tokens the model reads.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="seed">Of the order, drawn anew each epoch.</param>
    /// <param name="device">Where batches go; the CPU when null.</param>
    /// <exception cref="ArgumentException">Fewer rows than one batch has.</exception>
    public DocumentRows(
        IReadOnlyList<int> ids, int start, int context, int batchSize, long seed, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (_batchSize, _seed, _device) = (batchSize, seed, device ?? CPU);
        using Tensor rows = Cut(ids, start, context);
        if (rows.shape[0] < batchSize)
        {
            throw new ArgumentException($"A batch has {batchSize} rows of {context + 1} tokens. Received a text with " +
                $"{rows.shape[0]} places where one can begin.", nameof(ids));
        }

        _rows = rows.alias().DetachFromDisposeScope();
    }

    /// <summary>The rows, in the order of the text.</summary>
    /// <param name="ids">The text.</param>
    /// <param name="start">The token that every document begins with.</param>
    /// <param name="context">T: how many tokens the model reads.</param>
    /// <returns>[N, T + 1] int64, N the documents with so many tokens from there on; the caller disposes it.</returns>
    public static Tensor Cut(IReadOnlyList<int> ids, int start, int context)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        int[] places = [.. Enumerable.Range(0, Math.Max(0, ids.Count - context)).Where(i => ids[i] == start)];
        long[] flat = new long[places.Length * (context + 1)];
        for (int row = 0; row < places.Length; row++)
        {
            for (int t = 0; t <= context; t++) flat[row * (context + 1) + t] = ids[places[row] + t];
        }

        return tensor(flat, [places.Length, context + 1]);
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => (int)(_rows.shape[0] / _batchSize);

    /// <inheritdoc/>
    public IEnumerable<TokenRows> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));
        return Make(epoch, start);
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private IEnumerable<TokenRows> Make(int epoch, int start)
    {
        long[] order = [.. Enumerable.Range(0, (int)_rows.shape[0]).Select(row => (long)row)];
        new SeededRandom(_seed, epoch).Shuffle(order.AsSpan());
        for (int batch = start; batch < BatchCount(epoch); batch++)
        {
            yield return Take(order[(batch * _batchSize)..((batch + 1) * _batchSize)]);
        }
    }

    private TokenRows Take(long[] numbers)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = _rows.index_select(0, tensor(numbers));
        return new TokenRows(rows.to(_device).alias().DetachFromDisposeScope());
    }
}
