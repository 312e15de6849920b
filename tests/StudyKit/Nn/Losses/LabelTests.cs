using StudyKit.Nn.Losses;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Losses;

[Collection(TorchCollection.Name)]
public sealed class LabelTests
{
    [Theory]
    [InlineData(7, "Received 7 at place 1")]
    [InlineData(-1, "Received -1 at place 1")]
    public void A_label_outside_the_vocabulary_is_named_before_native_code(long label, string received)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = zeros(3, 7), targets = tensor(new long[] { 0, label, 6 });
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => LabelSmoothedCrossEntropy.Mean(logits, targets, ignored: 0));
        Assert.StartsWith(
            "targets must lie between 0 and 6, or be 0, which does not count. " + received, error.Message);
    }

    [Fact]
    public void The_label_that_does_not_count_may_lie_outside()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = LabelSmoothedCrossEntropy.Mean(
            zeros(2, 7), tensor(new long[] { -5, 6 }), smoothing: 0, ignored: -5);
        Assert.Equal(Math.Log(7), loss.item<float>(), 5);
    }
}
