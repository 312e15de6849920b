using StudyKit.Text;

namespace StudyKit.Data.PreTraining;

/// <summary>Rows of running text for a language model.</summary>
/// <param name="Ids">[B, T + 1] int64: the model reads the first T and predicts the last T.</param>
public sealed record WindowBatch(Tensor Ids) : IDisposable
{
    /// <summary>Tokens that are predicted.</summary>
    public long Tokens => Ids.shape[0] * (Ids.shape[1] - 1);

    /// <inheritdoc/>
    public void Dispose() => Ids.Dispose();
}

/// <summary>Batches of windows of a text, mixed anew in each epoch. Not thread-safe.</summary>
public sealed class WindowBatchSource : IBatchSource<WindowBatch>, IDisposable
{
    private readonly Tensor _windows;
    private readonly int _size;
    private readonly long _seed;
    private readonly bool _shuffle;

    /// <summary>Cuts the text.</summary>
    /// <param name="ids">The text.</param>
    /// <param name="context">T.</param>
    /// <param name="batchSize">B; a shorter rest of an epoch is left out, unless it is all there is.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="shuffle">False keeps the text's order and the rest, for measuring.</param>
    /// <param name="device">The processor when null.</param>
    /// <exception cref="ArgumentException">The text has fewer than T + 1 tokens.</exception>
    public WindowBatchSource(
        IReadOnlyList<int> ids, int context, int batchSize, long seed = 0, bool shuffle = true, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        using (NewDisposeScope())
        {
            _windows = LanguageWindows.Cut(ids, context).to(device ?? CPU).DetachFromDisposeScope();
        }

        (_size, _seed, _shuffle) = (batchSize, seed, shuffle);
    }

    /// <summary>How many windows there are.</summary>
    public long Windows => _windows.shape[0];

    /// <inheritdoc/>
    public int BatchCount(int epoch) =>
        _shuffle && Windows >= _size ? (int)(Windows / _size) : (int)((Windows + _size - 1) / _size);

    /// <inheritdoc/>
    public IEnumerable<WindowBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));

        long[] order = [.. Enumerable.Range(0, (int)Windows).Select(row => (long)row)];
        if (_shuffle) new SeededRandom(_seed, epoch).Shuffle(order.AsSpan());
        return Make(order, start, BatchCount(epoch));
    }

    /// <inheritdoc/>
    public void Dispose() => _windows.Dispose();

    private IEnumerable<WindowBatch> Make(long[] order, int start, int count)
    {
        for (int batch = start; batch < count; batch++)
        {
            using Tensor rows = tensor(order[(batch * _size)..Math.Min(order.Length, (batch + 1) * _size)]);
            using Tensor index = rows.to(_windows.device);
            yield return new WindowBatch(_windows.index_select(0, index).DetachFromDisposeScope());
        }
    }
}
