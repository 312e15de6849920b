using StudyKit.Data.Images;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Data.Images;

[Collection(TorchCollection.Name)]
public sealed class ImageBatchSourceTests
{
    private static readonly ChannelStatistics None = new([0, 0, 0], [1, 1, 1]);

    [Fact]
    public void Without_augmentation_a_batch_is_the_images_in_order()
    {
        ImageSet set = DrawnImages.Make(5, 8);
        using ImageBatchSource source = new(set, new() { BatchSize = 2, Shuffle = false, Normalization = None });
        Assert.Equal(3, source.BatchCount(0));
        using ImageBatch last = source.Batches(0, start: 2).Single();
        Assert.Equal([1L, 3, 8, 8], last.Images.shape);
        Assert.Equal(set.Labels[4], last.Labels[0].item<long>());
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(set.Image(4)[((5 * 8) + 6) * 3 + c] / 255f, last.Images[0, c, 5, 6].item<float>(), 1e-6f);
        }

        Assert.Equal([192L, 1, 24, 3], last.Images.stride()); // channels last
    }

    [Fact]
    public void Pixels_are_normalized_colour_by_colour()
    {
        using ImageBatchSource source = new(DrawnImages.Make(50, 8), new() { BatchSize = 50 });
        using ImageBatch batch = source.Batches(0).Single();
        Assert.Equal(0, batch.Images.mean([0, 2, 3]).abs().max().item<float>(), 1e-4f);
        Assert.Equal(1, batch.Images.var([0, 2, 3], unbiased: false).min().item<float>(), 1e-3f);
    }

    [Fact]
    public void A_crop_is_the_image_moved_by_at_most_the_padding_and_perhaps_mirrored()
    {
        ImageSet set = DrawnImages.Make(200, 8, seed: 4);
        using ImageBatchSource plain = new(set, new() { BatchSize = 200, Shuffle = false, Normalization = None });
        using ImageBatchSource moved = new(
            set, new() { BatchSize = 200, Shuffle = false, Normalization = None, CropPadding = 2, Flip = true });
        using ImageBatch original = plain.Batches(0).Single(), changed = moved.Batches(0).Single();
        using Tensor padded = nn.functional.pad(original.Images, [2, 2, 2, 2]);
        Dictionary<(int Down, int Right, bool Mirrored), int> seen = [];
        for (int i = 0; i < 200; i++)
        {
            var places = from down in Enumerable.Range(0, 5)
                         from right in Enumerable.Range(0, 5)
                         from mirrored in new[] { false, true }
                         let cut = padded[i, .., down..(down + 8), right..(right + 8)]
                         where (mirrored ? cut.flip(-1) : cut).Equals(changed.Images[i])
                         select (down, right, mirrored);
            (int, int, bool) place = Assert.Single(places);
            seen[place] = seen.GetValueOrDefault(place) + 1;
        }

        // 200 draws of 50 kinds: all rows, all columns and both ways round must come.
        Assert.Equal(5, seen.Keys.Select(p => p.Down).Distinct().Count());
        Assert.Equal(5, seen.Keys.Select(p => p.Right).Distinct().Count());
        Assert.InRange(seen.Where(p => p.Key.Mirrored).Sum(p => p.Value), 70, 130);
    }

    [Fact]
    public void An_epoch_depends_on_the_seed_and_its_number_only_and_holds_each_image_once()
    {
        ImageSet set = DrawnImages.Make(30, 8);
        ImageBatchOptions options = new() { BatchSize = 8, CropPadding = 1, Flip = true, Seed = 9 };
        using ImageBatchSource first = new(set, options), second = new(set, options);
        float[] Third(ImageBatchSource source, int epoch)
        {
            using ImageBatch batch = source.Batches(epoch, start: 2).First();
            return batch.Images.contiguous().data<float>().ToArray();
        }

        float[] expected = Third(first, 3);
        foreach (ImageBatch batch in second.Batches(0)) batch.Dispose();
        Assert.Equal(expected, Third(second, 3));
        Assert.NotEqual(expected, Third(second, 4));

        using ImageBatchSource unchanged = new(set, new() { BatchSize = 7, Seed = 9 });
        List<long> labels = [];
        foreach (ImageBatch batch in unchanged.Batches(1))
        {
            using (batch) labels.AddRange(batch.Labels.data<long>().ToArray());
        }

        Assert.Equal(set.Labels.ToArray().Select(l => (long)l).Order(), labels.Order());
    }

    [Fact]
    public void Batches_leave_no_tensor_behind()
    {
        using ImageBatchSource source = new(DrawnImages.Make(20, 8), new() { BatchSize = 5, CropPadding = 1 });
        DisposeScopeManager.Statistics.Reset();
        foreach (ImageBatch batch in source.Batches(0)) batch.Dispose();
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        TorchState.IsClean();
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        ImageSet set = DrawnImages.Make(3, 8);
        Assert.Contains(
            "Received 0",
            Assert.Throws<ArgumentException>(() => new ImageBatchSource(set, new() { BatchSize = 0 })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "empty set",
            Assert.Throws<ArgumentException>(() => new ImageBatchSource(set.Select([]))).Message,
            StringComparison.Ordinal);
        using ImageBatchSource source = new(set);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batches(0, 2));
    }
}
