namespace StudyKit.Data.Images;

/// <summary>Some images with their classes.</summary>
/// <param name="Images">[B, 3, H, W] float, normalized, in channels-last memory.</param>
/// <param name="Labels">[B] int64.</param>
public sealed record ImageBatch(Tensor Images, Tensor Labels) : IDisposable
{
    /// <summary>How many images (B).</summary>
    public int Count => (int)Labels.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
