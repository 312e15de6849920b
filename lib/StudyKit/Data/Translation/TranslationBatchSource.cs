namespace StudyKit.Data.Translation;

/// <summary>Batches of sentence pairs of similar length, mixed anew in each epoch. Not thread-safe.</summary>
public sealed class TranslationBatchSource : IBatchSource<TranslationBatch>, IDisposable
{
    private readonly Func<int, TranslationPairs> _pairsOfEpoch;
    private readonly bool _samePairs;
    private readonly TranslationBatchOptions _options;
    private PaddedRows? _rows;
    private int _rowsEpoch = -1;
    private int[][] _plan = [];
    private int _planEpoch = -1;

    /// <summary>Batches of the same pairs in every epoch.</summary>
    /// <param name="pairs">The sentence pairs.</param>
    /// <param name="options">Size, order and device; the defaults when null.</param>
    public TranslationBatchSource(TranslationPairs pairs, TranslationBatchOptions? options = null)
        : this(_ => pairs, samePairs: true, options)
    {
        ArgumentNullException.ThrowIfNull(pairs);
    }

    /// <summary>Batches of pairs that are encoded anew for each epoch, as BPE-dropout needs.</summary>
    /// <param name="pairsOfEpoch">
    /// Gives the pairs of an epoch; the same ones whenever it is asked for the same epoch.
    /// </param>
    /// <param name="options">Size, order and device; the defaults when null.</param>
    public TranslationBatchSource(Func<int, TranslationPairs> pairsOfEpoch, TranslationBatchOptions? options = null)
        : this(pairsOfEpoch, samePairs: false, options)
    {
    }

    private TranslationBatchSource(
        Func<int, TranslationPairs> pairsOfEpoch, bool samePairs, TranslationBatchOptions? options)
    {
        ArgumentNullException.ThrowIfNull(pairsOfEpoch);
        _options = options ?? new TranslationBatchOptions();
        _options.Validate();
        (_pairsOfEpoch, _samePairs) = (pairsOfEpoch, samePairs);
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => Plan(epoch).Length;

    /// <inheritdoc/>
    public bool MakesEpochsAnew => !_samePairs;

    /// <summary>
    /// How many pairs an epoch holds, without those longer than <see cref="TranslationBatchOptions.MaximumLength"/>.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    public int PairCount(int epoch = 0) => Rows(epoch).Count;

    /// <inheritdoc/>
    public IEnumerable<TranslationBatch> Batches(int epoch, int start = 0)
    {
        int[][] plan = Plan(epoch);
        BatchStart.Check(epoch, start, plan.Length);
        return Make(plan, epoch, start);
    }

    /// <inheritdoc/>
    public void Dispose() => _rows?.Dispose();

    // The scope of each batch opens and closes inside Select: nothing is held while the caller works.
    private IEnumerable<TranslationBatch> Make(int[][] plan, int epoch, int start)
    {
        for (int index = start; index < plan.Length; index++) yield return Rows(epoch).Select(plan[index]);
    }

    private int[][] Plan(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (epoch == _planEpoch) return _plan;
        PaddedRows rows = Rows(epoch);
        _plan = BatchPlan.Make(rows.SourceLengths, rows.TargetLengths, _options, epoch);
        _planEpoch = epoch;
        return _plan;
    }

    private PaddedRows Rows(int epoch)
    {
        if (_rows is not null && (_samePairs || epoch == _rowsEpoch)) return _rows;
        PaddedRows rows = new(_pairsOfEpoch(epoch), _options);
        _rows?.Dispose();
        (_rows, _rowsEpoch) = (rows, epoch);
        return rows;
    }
}
