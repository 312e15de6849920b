using StudyKit.Tasks;
using StudyKit.Text;

namespace StudyKit.Data.FineTuning;

/// <summary>Batches of one task's examples, of similar length and mixed anew in each epoch. Not thread-safe.</summary>
public sealed class GptBatchSource : IBatchSource<GptBatch>, IDisposable
{
    private readonly Tensor _ids, _extract, _labels;
    private readonly int[] _lengths;
    private readonly GptBatchOptions _options;

    /// <summary>Checks the examples and lays them out.</summary>
    /// <param name="examples">The examples; all of equally many sequences.</param>
    /// <param name="options">Sizes and order.</param>
    /// <exception cref="ArgumentException">
    /// A label outside its range, a sequence longer than the positions, or unequal numbers of sequences; names the
    /// example.
    /// </exception>
    public GptBatchSource(IReadOnlyList<GptExample> examples, GptBatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        if (examples.Count == 0)
        {
            throw new ArgumentException("A task needs at least one example. Received none.", nameof(examples));
        }

        int sequences = examples[0].Input.Rows.Count;
        for (int i = 0; i < examples.Count; i++) Check(examples[i], i, sequences, options);
        (_options, Count) = (options, examples.Count);
        _lengths = [.. examples.Select(example => example.Input.Rows.Max(row => row.Length))];
        int width = _lengths.Max();
        long[] ids = new long[(long)Count * sequences * width];
        Array.Fill(ids, options.Padding);
        for (int i = 0; i < Count; i++)
        {
            for (int n = 0; n < sequences; n++)
            {
                long at = ((long)i * sequences + n) * width;
                foreach (int id in examples[i].Input.Rows[n]) ids[at++] = id;
            }
        }

        _ids = tensor(ids, [Count, sequences, width], ScalarType.Int64, options.Device).DetachFromDisposeScope();
        _extract = tensor(
            [.. examples.SelectMany(example => example.Input.Extract.Select(place => (long)place))],
            [Count, sequences],
            ScalarType.Int64,
            options.Device).DetachFromDisposeScope();
        _labels =
            tensor([.. examples.Select(example => (long)example.Label)], [Count], ScalarType.Int64, options.Device)
                .DetachFromDisposeScope();
    }

    /// <summary>How many examples there are.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => (Count + _options.BatchSize - 1) / _options.BatchSize;

    /// <inheritdoc/>
    public IEnumerable<GptBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));

        IEnumerable<int[]> plan = _options.Shuffle
            ? LengthPools.Plan(_lengths, _options.BatchSize, new SeededRandom(_options.Seed, epoch))
            : Enumerable.Range(0, Count).Chunk(_options.BatchSize);
        return plan.Skip(start).Select(Select);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ids.Dispose();
        _extract.Dispose();
        _labels.Dispose();
    }

    private static void Check(GptExample example, int index, int sequences, GptBatchOptions options)
    {
        int count = example.Input.Rows.Count;
        int labels = options.Head.Kind is TaskKind.Choice ? count : options.Head.Labels;
        if (count != sequences)
        {
            throw new ArgumentException(
                $"All examples of a task must have as many sequences as the first, {sequences}. " +
                $"Example {index} has {count}.");
        }

        if (example.Label < 0 || example.Label >= labels)
        {
            throw new ArgumentException(
                $"A label must lie between 0 and {labels - 1}. Example {index} has {example.Label}.");
        }

        int longest = example.Input.Rows.Max(row => row.Length);
        if (longest > options.Positions)
        {
            throw new ArgumentException(
                $"A sequence must fit the model's {options.Positions} positions. Example {index} has {longest} " +
                "tokens; give GptInputs a smaller Longest, which cuts the text and keeps its special tokens.");
        }
    }

    private GptBatch Select(int[] rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor index = tensor([.. rows.Select(row => (long)row)], dtype: ScalarType.Int64, device: _ids.device);
        int width = rows.Max(row => _lengths[row]); // no wider than needed
        return new GptBatch(
            _ids.narrow(2, 0, width).index_select(0, index).DetachFromDisposeScope(),
            _extract.index_select(0, index).DetachFromDisposeScope(),
            _labels.index_select(0, index).DetachFromDisposeScope(),
            _options.Task);
    }
}
