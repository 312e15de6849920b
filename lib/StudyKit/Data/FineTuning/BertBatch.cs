using StudyKit.Data.PreTraining;
using StudyKit.Tasks;

namespace StudyKit.Data.FineTuning;

/// <summary>An example as BERT reads it: [CLS] A [SEP] or [CLS] A [SEP] B [SEP], once for each choice.</summary>
/// <param name="Rows">One sequence; for multiple choice one for each choice.</param>
/// <param name="Labels">
/// One number; for tagging one for each token, <see cref="Targets.Ignored"/> where none counts; for an answer its first
/// and last token.
/// </param>
public sealed record BertExample(IReadOnlyList<SentencePair> Rows, IReadOnlyList<int> Labels);

/// <summary>Examples of one task, padded at the end.</summary>
/// <param name="Ids">[B, T] int64; [B, N, T] for multiple choice.</param>
/// <param name="Segments">As Ids: 0 for A, 1 for B.</param>
/// <param name="Real">As Ids, bool: true for tokens.</param>
/// <param name="Labels">int64: [B]; [B, 2] for answers, [B, T] for tagging.</param>
public sealed record BertBatch(Tensor Ids, Tensor Segments, Tensor Real, Tensor Labels) : IDisposable
{
    /// <summary>B.</summary>
    public int Size => (int)Labels.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Segments.Dispose();
        Real.Dispose();
        Labels.Dispose();
    }
}

/// <summary>How examples become batches. The members without a default must be given.</summary>
public sealed record BertBatchOptions
{
    /// <summary>What the task asks for: what the labels stand for, and how many there are.</summary>
    public required TaskHead Head { get; init; }

    /// <summary>The model's positions: no sequence may be longer.</summary>
    public required int Positions { get; init; }

    /// <summary>The token that fills the ends, [PAD].</summary>
    public required int Padding { get; init; }

    /// <summary>B; one batch of an epoch is smaller where the examples do not divide by it.</summary>
    /// <value>32, as in the paper (§4.1).</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Decides the order.</summary>
    /// <value>0.</value>
    public long Seed { get; init; }

    /// <summary>
    /// True mixes the examples and puts those of similar length together; false keeps the given order, for measuring.
    /// </summary>
    /// <value>True.</value>
    public bool Shuffle { get; init; } = true;

    /// <summary>Where the tensors live.</summary>
    /// <value>The processor when null.</value>
    public Device? Device { get; init; }
}
