using StudyKit.Tasks;
using StudyKit.Text;
using StudyKit.Text.WordPiece;

namespace StudyKit.Data.PreTraining;

/// <summary>Pairs of sentences with hidden tokens, padded at the end.</summary>
/// <param name="Ids">[B, T] int64, masked.</param>
/// <param name="Segments">[B, T] int64.</param>
/// <param name="Real">[B, T] bool.</param>
/// <param name="Labels">[B, T] int64: the hidden token, or <see cref="Targets.Ignored"/>.</param>
/// <param name="Next">[B] int64: 0 when B follows A; null without next-sentence prediction.</param>
public sealed record ClozeBatch(Tensor Ids, Tensor Segments, Tensor Real, Tensor Labels, Tensor? Next) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Segments.Dispose();
        Real.Dispose();
        Labels.Dispose();
        Next?.Dispose();
    }
}

/// <summary>How documents become batches of BERT's pre-training.</summary>
public sealed record ClozeBatchOptions
{
    /// <summary>Tokens of a sequence at most.</summary>
    /// <value>128, as in the first nine tenths of the paper's training (§A.2).</value>
    public int Longest { get; init; } = 128;

    /// <summary>B; one batch of an epoch is smaller where the pairs do not divide by it.</summary>
    /// <value>32; the paper has 256.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>How tokens are hidden.</summary>
    /// <value>The paper's 15%, of them 80/10/10.</value>
    public MaskingOptions Masking { get; init; } = new();

    /// <summary>False lets B always follow A and gives no labels for it (Table 5, "No NSP").</summary>
    /// <value>True.</value>
    public bool NextSentence { get; init; } = true;

    /// <summary>False reads each sentence by itself, [CLS] A [SEP]; then there is no next one to predict.</summary>
    /// <value>True.</value>
    public bool Pairs { get; init; } = true;

    /// <summary>
    /// True puts pairs of similar length together; false leaves that to chance, for measuring on one batch.
    /// </summary>
    /// <value>True.</value>
    public bool PoolByLength { get; init; } = true;

    /// <summary>Decides pairs, order and what is hidden, anew in each epoch.</summary>
    /// <value>0.</value>
    public long Seed { get; init; }

    /// <summary>Where the tensors live.</summary>
    /// <value>The processor when null.</value>
    public Device? Device { get; init; }
}

/// <summary>
/// Batches of BERT's pre-training: masked language model and next-sentence prediction (Devlin et al., 2019, §3.1). Each
/// epoch pairs and hides anew; the authors' code drew ten maskings beforehand. Pairs of similar length stand together.
/// Not thread-safe.
/// </summary>
public sealed class ClozeBatchSource : IBatchSource<ClozeBatch>
{
    private readonly IReadOnlyList<IReadOnlyList<int[]>> _documents;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly ClozeBatchOptions _options;
    private readonly int _count;

    /// <summary>Checks what is given.</summary>
    /// <param name="documents">Documents as sentences as ids, without special tokens.</param>
    /// <param name="tokenizer">Made the ids.</param>
    /// <param name="options">Sizes and tasks; the paper's when null.</param>
    /// <exception cref="ArgumentException">
    /// No document has two sentences where pairs are wanted, a sentence is empty, an id is not of the vocabulary, or
    /// the next sentence is to be predicted without pairs.
    /// </exception>
    public ClozeBatchSource(
        IReadOnlyList<IReadOnlyList<int[]>> documents, WordPieceTokenizer tokenizer, ClozeBatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(tokenizer);
        (_documents, _tokenizer, _options) = (documents, tokenizer, options ?? new ClozeBatchOptions());
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.BatchSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Longest, 5, nameof(options));
        if (_options is { Pairs: false, NextSentence: true })
        {
            throw new ArgumentException(
                "Predicting the next sentence needs pairs. Received Pairs = false; set NextSentence = false as well.",
                nameof(options));
        }

        if (documents.Count < 2)
        {
            throw new ArgumentException(
                $"A sentence from elsewhere needs a second document. Received {documents.Count}.", nameof(documents));
        }

        for (int i = 0; i < documents.Count; i++)
        {
            if (documents[i].Count == 0 || documents[i].Any(sentence => sentence.Length == 0))
            {
                throw new ArgumentException(
                    $"Every document needs sentences, and every sentence a token. Document {i} lacks them.",
                    nameof(documents));
            }

            foreach (int id in documents[i].SelectMany(sentence => sentence))
            {
                if (id < 0 || id >= tokenizer.Vocabulary.Count)
                {
                    throw new ArgumentException(
                        $"An id must lie between 0 and {tokenizer.Vocabulary.Count - 1}. Document {i} has {id}.",
                        nameof(documents));
                }
            }
        }

        _count = documents.Sum(document => document.Count - (_options.Pairs ? 1 : 0));
        if (_count == 0)
        {
            throw new ArgumentException(
                "A pair needs a document of two sentences. Every document received has one.", nameof(documents));
        }
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => (_count + _options.BatchSize - 1) / _options.BatchSize;

    /// <inheritdoc/>
    public IEnumerable<ClozeBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));

        SeededRandom random = new(_options.Seed, epoch);
        SpecialTokens special = _tokenizer.Vocabulary.Special;
        SentencePair[] pairs = [.. _options.NextSentence
            ? SentencePairs.Make(_documents, special, _options.Longest, random)
            : _options.Pairs ? Neighbours(special) : Singles(special)];
        // Rows of one length are only mixed.
        int[][] plan = LengthPools.Plan(
            [.. pairs.Select(pair => _options.PoolByLength ? pair.Ids.Length : 0)], _options.BatchSize, random);
        // Each batch hides with draws of its own, so that one can be made without those before it.
        return plan.Select((rows, batch) => (rows, batch)).Skip(start).Select(part =>
            Make([.. part.rows.Select(row => pairs[row])], new SeededRandom(_options.Seed, epoch, part.batch)));
    }

    private IEnumerable<SentencePair> Neighbours(SpecialTokens special) =>
        _documents.SelectMany(document => document.Zip(
            document.Skip(1), (first, second) => SentencePairs.Join(first, second, special, _options.Longest)));

    private IEnumerable<SentencePair> Singles(SpecialTokens special) => _documents.SelectMany(document =>
        document.Select(sentence => SentencePairs.Join(sentence, null, special, _options.Longest)));

    private ClozeBatch Make(SentencePair[] pairs, SeededRandom random)
    {
        MaskedRow[] hidden = [.. pairs.Select(pair => Masking.Hide(pair.Ids, _tokenizer, random, _options.Masking))];
        long[] shape = [pairs.Length, pairs.Max(pair => pair.Ids.Length)];
        return new ClozeBatch(
            PaddedTokens.Ids(
                [.. hidden.Select(row => row.Ids)], _tokenizer.Vocabulary.Special.Padding!.Value, shape,
                _options.Device),
            PaddedTokens.Ids([.. pairs.Select(pair => pair.Segments)], 0, shape, _options.Device),
            PaddedTokens.Real([.. pairs.Select(pair => pair.Ids.Length)], shape, _options.Device),
            PaddedTokens.Ids([.. hidden.Select(row => row.Labels)], Targets.Ignored, shape, _options.Device),
            _options.NextSentence
                ? PaddedTokens.Ids([.. pairs.Select(pair => new[] { pair.Label })], 0, [pairs.Length], _options.Device)
                : null);
    }
}
