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

    [Fact]
    public void Cross_entropy_names_the_label_and_its_place()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = zeros(3, 5), labels = tensor(new long[] { 4, -100, 5 });
        string expected = "labels must lie between 0 and 4, or be -100, which does not count. Received 5 at place 2";
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => CrossEntropy.Mean(logits, labels)).Message);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => CrossEntropy.Each(logits, labels)).Message);
    }

    [Fact]
    public void Cross_entropy_is_the_negative_logarithm_of_the_right_class()
    {
        using DisposeScope scope = NewDisposeScope();
        // Row 0: z = (ln 1, ln 2, ln 5), so P = (1, 2, 5) / 8. Row 1 does not count.
        Tensor logits = tensor(new[,] { { 1f, 2f, 5f }, { 1f, 1f, 1f } }).log();
        Tensor labels = tensor(new long[] { 2, -100 }), each = CrossEntropy.Each(logits, labels);
        Assert.Equal(Math.Log(8.0 / 5), CrossEntropy.Mean(logits, labels).item<float>(), 6);
        Assert.Equal(Math.Log(8.0 / 5), each[0].item<float>(), 6);
        Assert.Equal(0, each[1].item<float>());
    }
}
