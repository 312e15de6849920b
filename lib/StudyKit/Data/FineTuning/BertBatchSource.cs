using StudyKit.Data.PreTraining;
using StudyKit.Tasks;
using StudyKit.Text;

namespace StudyKit.Data.FineTuning;

/// <summary>
/// Batches of one task's examples for BERT, of similar length and mixed anew in each epoch. Not thread-safe.
/// </summary>
public sealed class BertBatchSource : IBatchSource<BertBatch>
{
    private readonly IReadOnlyList<BertExample> _examples;
    private readonly int[] _lengths;
    private readonly BertBatchOptions _options;

    /// <summary>Checks the examples.</summary>
    /// <param name="examples">The examples, all of equally many sequences.</param>
    /// <param name="options">Head, sizes and order.</param>
    /// <exception cref="ArgumentException">
    /// A label outside its range, too many or too few of them, or a sequence longer than the positions; names the
    /// example.
    /// </exception>
    public BertBatchSource(IReadOnlyList<BertExample> examples, BertBatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        if (examples.Count == 0)
        {
            throw new ArgumentException("A task needs at least one example. Received none.", nameof(examples));
        }

        for (int i = 0; i < examples.Count; i++) Check(examples[i], i, examples[0].Rows.Count, options);
        (_examples, _options) = (examples, options);
        _lengths = [.. examples.Select(example => example.Rows.Max(row => row.Ids.Length))];
    }

    /// <summary>How many examples there are.</summary>
    public int Count => _examples.Count;

    /// <inheritdoc/>
    public int BatchCount(int epoch) => (Count + _options.BatchSize - 1) / _options.BatchSize;

    /// <inheritdoc/>
    public IEnumerable<BertBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));

        IEnumerable<int[]> plan = _options.Shuffle
            ? LengthPools.Plan(_lengths, _options.BatchSize, new SeededRandom(_options.Seed, epoch))
            : Enumerable.Range(0, Count).Chunk(_options.BatchSize);
        return plan.Skip(start).Select(Make);
    }

    private static void Check(BertExample example, int index, int rows, BertBatchOptions options)
    {
        TaskKind kind = options.Head.Kind;
        int wantedRows = kind is TaskKind.Choice ? rows : 1;
        if (example.Rows.Count != rows || example.Rows.Count != wantedRows)
        {
            throw new ArgumentException(
                $"Every example of this task must have {wantedRows} sequences. " +
                $"Example {index} has {example.Rows.Count}.");
        }

        int longest = example.Rows.Max(row => row.Ids.Length), tokens = example.Rows[0].Ids.Length;
        if (longest > options.Positions)
        {
            throw new ArgumentException(
                $"A sequence must fit the model's {options.Positions} positions. Example {index} has {longest} " +
                "tokens; encode with a smaller length, which cuts the text and keeps [CLS] and [SEP].");
        }

        int wanted = kind switch { TaskKind.Answer => 2, TaskKind.Tokens => tokens, _ => 1 };
        if (example.Labels.Count != wanted)
        {
            throw new ArgumentException(
                $"An example of kind {kind} with {tokens} tokens needs {wanted} labels. " +
                $"Example {index} has {example.Labels.Count}.");
        }

        int bound = kind switch { TaskKind.Choice => rows, TaskKind.Answer => tokens, _ => options.Head.Labels };
        foreach (int label in example.Labels)
        {
            if (kind is TaskKind.Tokens && label == Targets.Ignored) continue;
            if (label >= 0 && label < bound) continue;
            throw new ArgumentException(
                $"A label must lie between 0 and {bound - 1}. Example {index} has {label}.");
        }

        if (kind is TaskKind.Answer && example.Labels[1] < example.Labels[0])
        {
            throw new ArgumentException(
                $"An answer must not end before it starts. Example {index} starts at token {example.Labels[0]} and " +
                $"ends at {example.Labels[1]}.");
        }
    }

    private BertBatch Make(int[] order)
    {
        BertExample[] chosen = [.. order.Select(index => _examples[index])];
        SentencePair[] rows = [.. chosen.SelectMany(example => example.Rows)];
        long width = rows.Max(row => row.Ids.Length), choices = chosen[0].Rows.Count;
        long[] shape = _options.Head.Kind is TaskKind.Choice ? [chosen.Length, choices, width] : [chosen.Length, width];
        Device? device = _options.Device;
        Tensor ids = PaddedTokens.Ids([.. rows.Select(row => row.Ids)], _options.Padding, shape, device);
        Tensor segments = PaddedTokens.Ids([.. rows.Select(row => row.Segments)], 0, shape, device);
        Tensor real = PaddedTokens.Real([.. rows.Select(row => row.Ids.Length)], shape, device);
        long[] labelled = _options.Head.Kind switch
        {
            TaskKind.Answer => [chosen.Length, 2],
            TaskKind.Tokens => [chosen.Length, width],
            _ => [chosen.Length],
        };
        Tensor labels = PaddedTokens.Ids(
            [.. chosen.Select(example => example.Labels)], Targets.Ignored, labelled, device);
        return new BertBatch(ids, segments, real, labels);
    }
}
