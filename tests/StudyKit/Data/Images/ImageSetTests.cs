using StudyKit.Data.Formats;
using StudyKit.Data.Images;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Data.Images;

public sealed class ImageSetTests
{
    [Fact]
    public void Four_pixels_become_their_mean()
    {
        // One image of 2×4 pixels; red rises by 10, green by 1, blue is 7.
        byte[] pixels = [.. Enumerable.Range(0, 8).SelectMany(i => new[] { (byte)(10 * i), (byte)i, (byte)7 })];
        ImageSet small = new ImageSet(pixels, [0], 2, 4, ["a"]).Shrink(2);
        Assert.Equal((1, 2), (small.Height, small.Width));
        // Pixels 0, 1, 4, 5 and 2, 3, 6, 7: means 25 and 45 in red, 2.5 and 4.5, rounded up, in green.
        Assert.Equal([25, 3, 7, 45, 5, 7], small.Image(0).ToArray());
    }

    [Fact]
    public void A_part_has_as_many_images_of_each_class()
    {
        ImageSet all = DrawnImages.Make(95, 8, seed: 3);
        ImageSet part = all.Take(40, seed: 5);
        int[] counts = [.. Enumerable.Range(0, 10).Select(c => part.Labels.Count((byte)c))];
        Assert.Equal(Enumerable.Repeat(4, 10), counts);
        Assert.Equal(part.Pixels.ToArray(), all.Take(40, seed: 5).Pixels.ToArray());
        Assert.Contains(
            "95 images",
            Assert.Throws<ArgumentOutOfRangeException>(() => all.Take(96)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_sets_are_refused()
    {
        Assert.StartsWith(
            "1 images of 2×2 pixels have 12 bytes (3 a pixel). Received 11.",
            Assert.Throws<ArgumentException>(() => new ImageSet(new byte[11], [0], 2, 2, ["a"])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "A label must be one of the 2 classes, from 0 to 1. Received 2 for image 1.",
            Assert.Throws<ArgumentException>(() => new ImageSet(new byte[24], [1, 2], 2, 2, ["a", "b"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "divide",
            Assert.Throws<ArgumentException>(() => DrawnImages.Make(1, 9).Shrink(2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Means_and_deviations_are_per_colour()
    {
        ChannelStatistics found = new ImageSet([0, 51, 102, 255, 51, 204], [0], 1, 2, ["a"]).Statistics();
        double[] mean = [0.5, 0.2, 0.6], deviation = [0.5, 1e-3, 0.2];
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(mean[c], found.Mean[c], 9);
            Assert.Equal(deviation[c], found.Deviation[c], 9);
        }
    }

    [Fact]
    public void Drawn_images_are_the_same_on_every_system_and_no_two_are_alike()
    {
        ImageSet images = DrawnImages.Make(200, 16, seed: 1);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(images.Pixels));
        Golden.Verify(
            $"{hash}\n{string.Join(' ', images.Labels[..20].ToArray())}\n" +
            $"{string.Join(' ', images.Image(0)[..48].ToArray())}",
            "Data/drawn-images.txt");
        Assert.Equal(
            200, Enumerable.Range(0, 200).Select(i => Convert.ToHexString(images.Image(i))).Distinct().Count());
        Assert.NotEqual(images.Pixels.ToArray(), DrawnImages.Make(200, 16, seed: 2).Pixels.ToArray());
    }

    [Fact]
    public void CIFAR_10_is_read_from_its_binary_form()
    {
        string path = RealData.Find("cifar10", "data_batch_1.first4000.bin");
        string labels = RealData.Find("cifar10", "labels.txt");
        ImageSet images = Cifar10.ReadBinary(path);
        Assert.Equal((4000, 32, 32), (images.Count, images.Height, images.Width));
        Assert.Equal(File.ReadLines(labels).Select(byte.Parse), images.Labels.ToArray());
        // The first image is the well-known frog; its first pixel is (59, 62, 63).
        Assert.Equal("frog", images.Classes[images.Labels[0]]);
        Assert.Equal([59, 62, 63], images.Image(0)[..3].ToArray());
    }

    [Fact]
    public void CIFAR_10_is_read_from_an_archive_of_image_files()
    {
        string path = RealData.Find("cifar10", "cifar-10-images.tar.gz");
        ImageFolder read = ImageFolder.Read(path, new() { Part = "test", PerClass = 3 });
        Assert.Equal(Cifar10.Classes, read.Images.Classes);
        Assert.Equal((30, 32, 32, 0), (read.Images.Count, read.Images.Height, read.Images.Width, read.Skipped.Count));
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(3, read.Images.Labels.Count((byte)c)));
    }
}
