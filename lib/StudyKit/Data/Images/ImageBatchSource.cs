using StudyKit.Text;

namespace StudyKit.Data.Images;

/// <summary>
/// Batches of images, mixed, cut and mirrored anew in each epoch (He et al., 2015, §4.2). Not thread-safe.
/// </summary>
/// <remarks>
/// All images are normalized and padded once. A batch is then one gather of pixels: which pixel goes where is computed
/// as a list of numbers, so cropping and mirroring cost nothing more. Pixels lie red, green, blue side by side, and so
/// the batches are in channels-last memory.
/// </remarks>
public sealed class ImageBatchSource : IBatchSource<ImageBatch>, IDisposable
{
    private readonly ImageSet _images;
    private readonly ImageBatchOptions _options;
    private readonly Tensor _pixels;
    private int[] _order = [];
    private int _orderEpoch = -1;

    /// <summary>Prepares the batches.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <param name="options">Size, order, augmentation and device; the defaults when null.</param>
    public ImageBatchSource(ImageSet images, ImageBatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        (_images, _options) = (images, options ?? new ImageBatchOptions());
        _options.Validate();
        if (images.Count == 0)
        {
            throw new ArgumentException("There must be at least one image. Received an empty set.", nameof(images));
        }

        _pixels = Normalized(images, _options).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => (_images.Count + _options.BatchSize - 1) / _options.BatchSize;

    /// <inheritdoc/>
    public IEnumerable<ImageBatch> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, BatchCount(epoch));
        return Enumerable.Range(start, BatchCount(epoch) - start).Select(batch => Make(epoch, batch));
    }

    /// <inheritdoc/>
    public void Dispose() => _pixels.Dispose();

    private ImageBatch Make(int epoch, int batch)
    {
        int[] images =
            Order(epoch)[(batch * _options.BatchSize)..Math.Min(_images.Count, (batch + 1) * _options.BatchSize)];
        (int height, int width, int padding) = (_images.Height, _images.Width, _options.CropPadding);
        (int rows, int columns) = (height + (2 * padding), width + (2 * padding));
        // A stream of its own for each batch: training that goes on from here draws the same.
        SeededRandom random = new(_options.Seed, 2, epoch, batch);
        int[] places = new int[images.Length * height * width];
        int to = 0;
        foreach (int image in images)
        {
            int down = padding == 0
                ? 0
                : random.Next((2 * padding) + 1), right = padding == 0 ? 0 : random.Next((2 * padding) + 1);
            bool mirrored = _options.Flip && random.Chance(0.5);
            for (int y = 0; y < height; y++)
            {
                int row = (((image * rows) + y + down) * columns) + right;
                for (int x = 0; x < width; x++) places[to++] = row + (mirrored ? width - 1 - x : x);
            }
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor gathered = _pixels.index_select(0, tensor(places, device: _pixels.device))
            .view(images.Length, height, width, 3).permute(0, 3, 1, 2);
        Tensor labels = tensor([.. images.Select(i => (long)_images.Labels[i])], device: _pixels.device);
        return new ImageBatch(gathered.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
    }

    private int[] Order(int epoch)
    {
        if (epoch == _orderEpoch) return _order;
        _order = [.. Enumerable.Range(0, _images.Count)];
        if (_options.Shuffle) new SeededRandom(_options.Seed, 1, epoch).Shuffle<int>(_order);
        _orderEpoch = epoch;
        return _order;
    }

    // All pixels in one list, [images · rows · columns, 3]. The border is 0 after normalization, which is the mean
    // colour.
    private static Tensor Normalized(ImageSet images, ImageBatchOptions options)
    {
        ChannelStatistics statistics = options.Normalization ?? images.Statistics();
        using DisposeScope scope = NewDisposeScope();
        Tensor pixels = tensor(
            images.Pixels.ToArray(),
            [images.Count, images.Height, images.Width, 3],
            dtype: ScalarType.Byte).to(ScalarType.Float32).div_(255);
        pixels.sub_(tensor(statistics.Mean.ToArray(), dtype: ScalarType.Float32))
            .div_(tensor(statistics.Deviation.ToArray(), dtype: ScalarType.Float32));
        int p = options.CropPadding;
        if (p > 0) pixels = nn.functional.pad(pixels, [0, 0, p, p, p, p]);
        return pixels.reshape(-1, 3).to(options.Device ?? CPU).MoveToOuterDisposeScope();
    }
}
