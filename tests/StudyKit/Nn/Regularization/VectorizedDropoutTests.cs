using StudyKit.Nn.Regularization;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Nn.Regularization;

[Collection(TorchCollection.Name)]
public sealed class VectorizedDropoutTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void The_share_dropped_and_the_mean_are_those_of_the_definition(double p)
    {
        torch.manual_seed(11);
        using VectorizedDropout dropout = new(p);
        const int N = 1_000_003;
        using torch.Tensor ones = torch.ones(N);
        using torch.Tensor output = dropout.call(ones);
        float[] values = output.data<float>().ToArray();
        Assert.All(values.Distinct(), v => Assert.Contains(v, new[] { 0f, (float)(1 / (1 - p)) }));

        // Four standard deviations of a binomial share.
        double share = values.Count(v => v == 0) / (double)N;
        Assert.InRange(share, p - (4 * Math.Sqrt(p * (1 - p) / N)), p + (4 * Math.Sqrt(p * (1 - p) / N)));

        // Neighbours are independent: both dropped with probability p².
        double both = values.Zip(values.Skip(1), (a, b) => a == 0 && b == 0).Count(x => x) / (double)(N - 1);
        Assert.InRange(both, (p * p) - (5 * p / Math.Sqrt(N)), (p * p) + (5 * p / Math.Sqrt(N)));
    }

    [Fact]
    public void Each_lane_and_the_odd_end_are_as_random_as_the_rest()
    {
        float[] mask = new float[8 * 20_000 + 5];
        DropoutMask.Fill(mask, 0.25, seed: 7);
        for (int lane = 0; lane < 8; lane++)
        {
            double share = Enumerable.Range(0, 20_000).Count(i => mask[(8 * i) + lane] == 0) / 20_000.0;
            Assert.InRange(share, 0.25 - 0.0123, 0.25 + 0.0123);
        }

        Assert.All(mask[^5..], v => Assert.Contains(v, new[] { 0f, 4f / 3 }));
    }

    [Fact]
    public void One_seed_repeats_the_mask_and_the_gradient_passes_only_where_it_was_kept()
    {
        using VectorizedDropout dropout = new(0.3);
        using torch.Tensor x = torch.ones(7, 13).requires_grad_();
        torch.manual_seed(5);
        using torch.Tensor first = dropout.call(x);
        torch.manual_seed(5);
        using torch.Tensor again = dropout.call(x);
        using torch.Tensor other = dropout.call(x);
        Assert.True(first.eq(again).all().item<bool>());
        Assert.False(first.eq(other).all().item<bool>());

        first.sum().backward();
        Assert.True(x.grad!.eq(first.detach()).all().item<bool>());
    }

    [Fact]
    public void Evaluation_and_zero_probability_pass_the_input()
    {
        using torch.Tensor x = torch.arange(6, dtype: torch.float32);
        using VectorizedDropout evaluated = new(0.9), none = new(0);
        evaluated.eval();
        Assert.True(evaluated.call(x).eq(x).all().item<bool>());
        Assert.True(none.call(x).eq(x).all().item<bool>());
        Assert.Contains(
            "Received 1", Assert.Throws<ArgumentOutOfRangeException>(() => new VectorizedDropout(1)).Message);
    }
}
