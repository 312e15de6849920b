namespace StudyKit.Nn.Normalization;

/// <summary>What a normalisation takes its mean and variance over.</summary>
public enum NormKind
{
    /// <summary>Over the width of each vector by itself: LayerNorm.</summary>
    Layer,

    /// <summary>Over all vectors of the batch, for each component by itself: BatchNorm.</summary>
    Batch,

    /// <summary>No normalisation.</summary>
    None,
}
