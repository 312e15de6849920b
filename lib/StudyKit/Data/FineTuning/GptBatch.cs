using StudyKit.Tasks;

namespace StudyKit.Data.FineTuning;

/// <summary>Examples of one task, padded at the end.</summary>
/// <param name="Ids">[B, N, T] int64: N sequences an example.</param>
/// <param name="Extract">[B, N] int64: where the extract tokens stand.</param>
/// <param name="Labels">[B] int64.</param>
/// <param name="Task">Which task, from 0.</param>
public sealed record GptBatch(Tensor Ids, Tensor Extract, Tensor Labels, int Task = 0) : IDisposable
{
    /// <summary>B.</summary>
    public int Size => (int)Labels.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Extract.Dispose();
        Labels.Dispose();
    }
}

/// <summary>How examples become batches. The members without a default must be given.</summary>
public sealed record GptBatchOptions
{
    /// <summary>What the task asks for: labels for a sequence, or a choice, where they go over the choices.</summary>
    public required TaskHead Head { get; init; }

    /// <summary>The model's positions: no sequence may be longer.</summary>
    public required int Positions { get; init; }

    /// <summary>The token that fills the ends.</summary>
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

    /// <summary>What <see cref="GptBatch.Task"/> says.</summary>
    /// <value>0.</value>
    public int Task { get; init; }
}
