using StudyKit.Data.Images;

namespace StudyKit.Training.Images;

/// <summary>The share of images that a classifier takes for another class.</summary>
public static class ImageErrors
{
    private const int AtOnce = 250;

    /// <summary>Measured in evaluation mode and without gradients; the module is left as it was.</summary>
    /// <param name="classifier">From [B, channels, height, width] to scores [B, classes].</param>
    /// <param name="images">The images.</param>
    /// <param name="normalization">What the training normalized with.</param>
    /// <param name="device">Where the classifier is.</param>
    /// <param name="most">How many images are looked at, drawn evenly where there are more.</param>
    /// <returns>In percent.</returns>
    public static double Percent(
        nn.Module<Tensor, Tensor> classifier, ImageSet images, ChannelStatistics normalization, Device device,
        int most = 2000)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(images);
        using ImageBatchSource batches = new(images.Count > most ? images.Take(most) : images, new()
        {
            BatchSize = AtOnce,
            Shuffle = false,
            Normalization = normalization,
            Device = device,
        });
        return Evaluating.Run(classifier, () =>
        {
            long wrong = 0, seen = 0;
            foreach (ImageBatch batch in batches.Batches(0))
            {
                using DisposeScope scope = NewDisposeScope();
                using (batch)
                using (no_grad())
                {
                    wrong += classifier.call(batch.Images).argmax(1).ne(batch.Labels).sum().item<long>();
                    seen += batch.Count;
                }
            }

            return 100.0 * wrong / seen;
        });
    }
}
