namespace StudyKit.Data.Images;

/// <summary>How images are cut into batches.</summary>
public sealed record ImageBatchOptions
{
    /// <summary>Images in a batch; the last one of an epoch may have fewer.</summary>
    /// <value>128, as in §4.2.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>Mixes the images anew in each epoch.</summary>
    /// <value>true</value>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Pixels added on each side before a random part of the old size is cut out; 0 for none (§4.2 adds 4).
    /// </summary>
    /// <value>0</value>
    public int CropPadding { get; init; }

    /// <summary>Mirrors each image left to right with probability ½.</summary>
    /// <value>false</value>
    public bool Flip { get; init; }

    /// <summary>What order, crops and flips depend on.</summary>
    /// <value>0</value>
    public long Seed { get; init; }

    /// <summary>Where the batches live; the processor when null.</summary>
    /// <value>Null.</value>
    public Device? Device { get; init; }

    /// <summary>
    /// What the pixels are normalized with; the set's own when null. Give a test set what the training set was given.
    /// </summary>
    /// <value>Null.</value>
    public ChannelStatistics? Normalization { get; init; }

    /// <summary>Throws when something is wrong.</summary>
    /// <exception cref="ArgumentException">Says what.</exception>
    public void Validate()
    {
        if (BatchSize < 1) throw new ArgumentException($"BatchSize must be at least 1. Received {BatchSize}.");
        if (CropPadding < 0) throw new ArgumentException($"CropPadding must be 0 or more. Received {CropPadding}.");
        if (Normalization is { } n && (n.Mean.Count != 3 || n.Deviation.Count != 3 || n.Deviation.Any(d => d <= 0)))
            throw new ArgumentException(
                "Normalization must have three means and three deviations above 0, for red, green and blue.");
    }
}
