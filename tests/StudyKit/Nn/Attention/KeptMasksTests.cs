using StudyKit.Nn.Attention;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Attention;

[Collection(TorchCollection.Name)]
public sealed class KeptMasksTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(3, 11)]
    [InlineData(64, 64)]
    [InlineData(5, 131)]
    public void They_are_the_masks_that_are_built_anew(long queries, long keys)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor like = zeros(1);
        Assert.True(Same(
            AttentionMask.Causal(queries, keys), KeptMasks.Causal(queries, keys, like)));
        Assert.True(Same(
            AttentionMask.Banded(queries, 3, keys), KeptMasks.Banded(queries, 3, keys, like)));
        Tensor exact = KeptMasks.Causal(queries, keys, zeros(1, ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, exact.dtype);
        Assert.Throws<ArgumentOutOfRangeException>(() => KeptMasks.Causal(3, 2, like));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeptMasks.Causal(0, 0, like));
    }

    [Fact]
    public void One_is_kept_for_all_lengths_and_callers_scopes_do_not_free_it()
    {
        using Tensor like = zeros(1);
        using (NewDisposeScope()) KeptMasks.Causal(200, 200, like);
        DisposeScopeManager.Statistics.Reset();
        for (int length = 1; length <= 256; length++)
        {
            using DisposeScope scope = NewDisposeScope();
            Assert.Equal(0, KeptMasks.Causal(length, length, like)[0, 0, length - 1, length - 1].item<float>());
        }

        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Many_kinds_make_room_for_each_other_and_what_is_in_use_stays_right()
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor like = zeros(1);
        Tensor[] used = [.. Enumerable.Range(1, 3 * KeptMasks.Most).Select(width =>
            KeptMasks.Banded(40, width, 40, like))];
        // Query 39 sees as many keys as its band is wide.
        Assert.Equal(
            Enumerable.Range(1, 3 * KeptMasks.Most).Select(width => (long)width),
            used.Select(mask => mask[0, 0, 39].eq(0).sum().item<long>()));
    }

    [Fact]
    public void A_mask_first_asked_for_while_writing_can_be_trained_with()
    {
        using DisposeScope scope = NewDisposeScope();
        // A type of its own, so that none is kept yet whatever ran before.
        using Tensor like = zeros(1, ScalarType.Float64);
        using (inference_mode()) KeptMasks.Banded(9, 5, 9, like);
        Tensor x = randn([1, 1, 9, 4], dtype: ScalarType.Float64).requires_grad_();
        nn.functional.scaled_dot_product_attention(x, x, x, KeptMasks.Banded(9, 5, 9, like)).sum().backward();
        Assert.True(x.grad!.isfinite().all().item<bool>());
    }

    [Fact]
    public void Only_a_causal_mask_of_equally_many_queries_and_keys_says_so()
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor like = zeros(1);
        Assert.True(KeptMasks.IsSquareCausal(KeptMasks.Causal(5, 5, like)));
        Assert.False(KeptMasks.IsSquareCausal(KeptMasks.Causal(3, 5, like)));
        Assert.False(KeptMasks.IsSquareCausal(KeptMasks.Banded(5, 2, 5, like)));
        Assert.False(KeptMasks.IsSquareCausal(AttentionMask.Causal(5)));
        Assert.False(KeptMasks.IsSquareCausal(KeptMasks.Causal(5, 5, like) + 0));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(131)]
    public void Order_alone_gives_the_outputs_and_gradients_of_the_mask(int length)
    {
        random.manual_seed(length);
        using DisposeScope scope = NewDisposeScope();
        Tensor[] first = [.. Enumerable.Range(0, 3).Select(_ => randn(2, 3, length, 8).requires_grad_())];
        Tensor[] second = [.. first.Select(x => x.detach().clone().requires_grad_())];
        Tensor weights = randn(2, 3, length, 8);
        Tensor order = Attend(first, KeptMasks.Causal(length, length, first[0]));
        Tensor mask = Attend(second, AttentionMask.Causal(length));
        Near.Check(mask, order, 1e-6);
        (order * weights).sum().backward();
        (mask * weights).sum().backward();
        for (int i = 0; i < 3; i++) Near.Check(second[i].grad!, first[i].grad!, 1e-5, $"gradient {i}");

        static Tensor Attend(Tensor[] x, Tensor mask) =>
            AttentionHeads.Attend(x[0], x[1], x[2], mask, drop: null, recorder: null);
    }

    private static bool Same(Tensor expected, Tensor found) =>
        expected.shape.SequenceEqual(found.shape) && expected.eq(found).all().item<bool>();
}
