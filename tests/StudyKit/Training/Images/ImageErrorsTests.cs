using StudyKit.Data.Images;
using StudyKit.Tests.Support;
using StudyKit.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training.Images;

[Collection(TorchCollection.Name)]
public sealed class ImageErrorsTests
{
    [Fact]
    public void The_share_of_images_that_are_taken_for_another_class()
    {
        ImageSet images = DrawnImages.Make(530, 8, seed: 3, noise: 10);
        byte[] labels = images.Labels.ToArray();
        using Always third = new(2);
        double expected = 100.0 * labels.Count(label => label != 2) / 530;
        Assert.Equal(expected, ImageErrors.Percent(third, images, images.Statistics(), CPU), 9);
        Assert.Equal(
            100.0 * images.Take(100).Labels.ToArray().Count(label => label != 2) / 100,
            ImageErrors.Percent(third, images, images.Statistics(), CPU, most: 100), 9);
        Assert.True(third.training);
    }

    /// <summary>Gives every image to one class of ten.</summary>
    private sealed class Always(long answer) : nn.Module<Tensor, Tensor>(nameof(Always))
    {
        public override Tensor forward(Tensor input) =>
            nn.functional.one_hot(full(input.shape[0], answer, dtype: ScalarType.Int64), 10).to(ScalarType.Float32);
    }
}
