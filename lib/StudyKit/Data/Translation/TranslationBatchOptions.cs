namespace StudyKit.Data.Translation;

/// <summary>How sentence pairs are cut into batches.</summary>
public sealed record TranslationBatchOptions
{
    /// <summary>Sentence pairs in a batch. Not used when <see cref="TokensPerBatch"/> is set.</summary>
    /// <value>128.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// The size of a batch in tokens instead of sentences: B · max(S, T), padding included, stays within it.
    /// The paper's batches hold about 25,000 source and 25,000 target tokens (Vaswani et al., 2017, §5.1).
    /// </summary>
    /// <value>Null: <see cref="BatchSize"/> counts.</value>
    public int? TokensPerBatch { get; init; }

    /// <summary>Pairs in which a side is longer than this, start or end token included, are left out.</summary>
    /// <value>128.</value>
    public int MaximumLength { get; init; } = 128;

    /// <summary>
    /// True mixes the pairs anew in each epoch. False gives every epoch the same batches, the shortest first.
    /// </summary>
    /// <value>True.</value>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the mixing, together with the epoch.</summary>
    /// <value>0.</value>
    public long Seed { get; init; }

    /// <summary>
    /// Sentences of similar length are sought among so many batches' worth of mixed pairs. A larger pool means less
    /// padding, a smaller one batches more alike to chance.
    /// </summary>
    /// <value>50.</value>
    public int PoolBatches { get; init; } = 50;

    /// <summary>Where the tensors lie.</summary>
    /// <value>Null: the CPU.</value>
    public Device? Device { get; init; }

    internal void Validate()
    {
        List<string> errors = [];
        if (BatchSize < 1) errors.Add($"{nameof(BatchSize)} must be at least 1, received {BatchSize}");
        if (MaximumLength < 2)
        {
            errors.Add($"{nameof(MaximumLength)} must be at least 2, one token and the end, received {MaximumLength}");
        }

        if (TokensPerBatch < MaximumLength)
        {
            errors.Add($"{nameof(TokensPerBatch)} must hold a sentence of {nameof(MaximumLength)} = {MaximumLength} " +
                $"tokens, received {TokensPerBatch}");
        }

        if (PoolBatches < 1) errors.Add($"{nameof(PoolBatches)} must be at least 1, received {PoolBatches}");
        if (errors.Count > 0) throw new ArgumentException(string.Join("; ", errors) + ".");
    }
}
