using StudyKit.Evaluation;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Evaluation;

[Collection(TorchCollection.Name)]
public sealed class TextLikelihoodTests
{
    [Fact]
    public void The_mean_over_the_tokens_that_count()
    {
        // A model that gives token 1 a half and tokens 0 and 2 a quarter each, whatever stands before.
        static Tensor Logits(Tensor ids) =>
            tensor(new[] { 0.25f, 0.5f, 0.25f }).log().expand(ids.shape[0], ids.shape[1], 3);
        double[] means = TextLikelihood.MeanLogProbabilities(
            Logits, [([0, 1, 1, 2], 1), ([2, 1], 1), ([0, 0, 1, 1, 0], 2)], padding: 0);
        double half = Math.Log(0.5), quarter = Math.Log(0.25);
        Assert.Equal((2 * half + quarter) / 3, means[0], 6);
        Assert.Equal(half, means[1], 6);
        Assert.Equal((2 * half + quarter) / 3, means[2], 6);
        // More rows than are read at once keep their order.
        double[] many = TextLikelihood.MeanLogProbabilities(
            Logits, [.. Enumerable.Range(0, 450).Select(i => (new[] { 0, i % 2 }, 1))], padding: 0);
        Assert.Equal(450, many.Length);
        Assert.Equal(quarter, many[448], 6);
        Assert.Equal(half, many[449], 6);
        Assert.Contains("Received row 0 of 1 tokens, counted from 1", Assert.Throws<ArgumentException>(
            () => TextLikelihood.MeanLogProbabilities(Logits, [([0], 1)], 0)).Message);
    }
}
