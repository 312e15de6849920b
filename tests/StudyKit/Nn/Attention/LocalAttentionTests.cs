using StudyKit.Nn.Attention;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Attention;

[Collection(TorchCollection.Name)]
public sealed class LocalAttentionTests
{
    [Theory]
    [InlineData(13, 1)]
    [InlineData(13, 3)]
    [InlineData(13, 5)]
    [InlineData(12, 4)]
    [InlineData(7, 7)]
    [InlineData(5, 11)]
    public void It_equals_full_attention_under_the_banded_mask(int length, int width)
    {
        torch.manual_seed(length * 100 + width);
        using DisposeScope scope = NewDisposeScope();
        Tensor q = randn(2, 3, length, 5), k = randn(2, 3, length, 5), v = randn(2, 3, length, 5);
        Tensor full = nn.functional.scaled_dot_product_attention(q, k, v, AttentionMask.Banded(length, width));
        Tensor local = LocalAttention.Attend(q, k, v, width);
        Assert.Equal(full.shape, local.shape);
        // sums of up to 11 products in single precision, in another order
        Assert.True((full - local).abs().max().ToDouble() < 1e-5);
    }

    [Fact]
    public void A_band_over_everything_is_causal_attention()
    {
        torch.manual_seed(3);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(1, 2, 11, 3);
        Tensor causal = nn.functional.scaled_dot_product_attention(x, x, x, is_casual: true);
        Assert.True((causal - LocalAttention.Attend(x, x, x, 11)).abs().max().ToDouble() < 1e-5);
        // A width far beyond the text asks for no memory: [w, 2w] would have 2e12 entries.
        Assert.True((causal - LocalAttention.Attend(x, x, x, 1_000_000)).abs().max().ToDouble() < 1e-5);
    }

    [Theory]
    [InlineData(64, 8, 8 * 8 * 16)]
    [InlineData(61, 7, 9 * 7 * 14)]
    [InlineData(16, 1_000_000, 16 * 32)]
    public void Scores_are_those_of_the_blocks(long length, long width, long scores)
    {
        Assert.Equal(scores, LocalAttention.Scores(length, width));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalAttention.Scores(length, 0));
    }

    [Fact]
    public void Gradients_are_those_of_the_mask_and_shapes_are_checked()
    {
        torch.manual_seed(4);
        using Tensor x = randn(1, 2, 7, 3).requires_grad_(), y = x.detach().clone().requires_grad_();
        using (Tensor a = LocalAttention.Attend(x, x, x, 2).square().sum()) a.backward();
        using (Tensor b =
            nn.functional.scaled_dot_product_attention(y, y, y, AttentionMask.Banded(7, 2)).square().sum())
        {
            b.backward();
        }

        Assert.True((x.grad! - y.grad!).abs().max().ToDouble() < 1e-4);
        Assert.Throws<ArgumentException>(() => LocalAttention.Attend(x, x.narrow(2, 0, 5), x, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalAttention.Attend(x, x, x, 0));
    }
}
