using StudyKit.Text;

namespace StudyKit.Data.PreTraining;

/// <summary>Rows of running text for a language model.</summary>
/// <param name="Ids">[B, T + 1] int64: T tokens to read, and after each the one to predict.</param>
public sealed record TokenRows(Tensor Ids) : IDisposable
{
    /// <summary>How many tokens are predicted.</summary>
    public long Predictions => Ids.shape[0] * (Ids.shape[1] - 1);

    /// <inheritdoc/>
    public void Dispose() => Ids.Dispose();
}

/// <summary>
/// Batches of windows that begin at random places of a text, each place equally likely. An epoch has as many windows as
/// would cover the text once.
/// </summary>
public sealed class RandomWindows : IBatchSource<TokenRows>, IDisposable
{
    private readonly Tensor _text;
    private readonly Tensor _offsets;
    private readonly int _batchSize;
    private readonly long _seed;
    private readonly Device _device;

    /// <summary>Prepares a text.</summary>
    /// <param name="ids">The text.</param>
    /// <param name="context">T: how many tokens the model reads.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="seed">Of the places.</param>
    /// <param name="device">Where batches go; the CPU when null.</param>
    /// <exception cref="ArgumentException">The text has fewer than T + 1 tokens.</exception>
    public RandomWindows(IReadOnlyList<int> ids, int context, int batchSize, long seed, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (ids.Count <= context)
        {
            throw new ArgumentException(
                $"A text for windows of {context} tokens must have at least {context + 1}. Received {ids.Count}.",
                nameof(ids));
        }

        (_batchSize, _seed, _device) = (batchSize, seed, device ?? CPU);
        long[] text = new long[ids.Count];
        for (int i = 0; i < text.Length; i++) text[i] = ids[i];
        _text = tensor(text).DetachFromDisposeScope();
        _offsets = arange(context + 1, dtype: ScalarType.Int64).unsqueeze(0).DetachFromDisposeScope(); // [1, T + 1]
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => (int)Math.Max(1, _text.shape[0] / ((_offsets.shape[1] - 1) * _batchSize));

    /// <inheritdoc/>
    public IEnumerable<TokenRows> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));
        return Make(epoch, start);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _text.Dispose();
        _offsets.Dispose();
    }

    private IEnumerable<TokenRows> Make(int epoch, int start)
    {
        for (int batch = start; batch < BatchCount(epoch); batch++)
        {
            yield return Draw(new SeededRandom(_seed, epoch, batch));
        }
    }

    private TokenRows Draw(SeededRandom random)
    {
        using DisposeScope scope = NewDisposeScope();
        int places = (int)(_text.shape[0] - _offsets.shape[1] + 1);
        // [B, 1]
        Tensor begins = tensor([.. Enumerable.Range(0, _batchSize).Select(_ => (long)random.Next(places))]).unsqueeze(
            1);
        Tensor rows = _text.index_select(0, (begins + _offsets).flatten()).view(_batchSize, -1);
        return new TokenRows(rows.to(_device).alias().DetachFromDisposeScope());
    }
}
