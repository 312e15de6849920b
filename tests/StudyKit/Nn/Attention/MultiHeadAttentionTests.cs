using StudyKit.Nn.Attention;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Attention;

[Collection(TorchCollection.Name)]
public sealed class MultiHeadAttentionTests
{
    [Fact]
    public void A_row_of_padding_only_gives_the_same_numbers_with_a_probe_and_in_training()
    {
        random.manual_seed(5);
        using MultiHeadAttention layer = new(6, 2), training = new(6, 2, dropout: 1e-9);
        using DisposeScope scope = NewDisposeScope();
        training.load_state_dict(layer.state_dict());
        layer.eval();
        Tensor x = randn(2, 4, 6);
        Tensor real = tensor(new[] { true, true, true, false, false, false, false, false }).reshape(2, 4);
        Tensor mask = AttentionMask.Padding(real);
        Tensor plain = layer.call(x, x, x, mask);
        Tensor? weights = null;
        layer.Recorder = seen => weights = seen.detach().clone();
        Near.Check(plain, layer.call(x, x, x, mask), 1e-6);
        Near.Check(plain, training.call(x, x, x, mask), 1e-6);
        Assert.False(plain.isnan().any().item<bool>());
        Assert.Equal(0, weights![1].abs().sum().item<float>());
        Near.Check(ones(2, 4), weights[0].sum(-1), 1e-6);

        Tensor asked = x.detach().requires_grad_();
        training.call(asked, asked, asked, mask).sum().backward();
        Assert.False(asked.grad!.isnan().any().item<bool>());
    }

    [Fact]
    public void Every_size_a_different_prime_and_no_axis_is_swapped()
    {
        using MultiHeadAttention layer = new(width: 11, heads: 3, keyWidth: 5, valueWidth: 7);
        using DisposeScope scope = NewDisposeScope();
        long[]? weights = null;
        layer.Recorder = w => weights = w.shape;
        Tensor y = layer.call(randn(2, 13, 11), randn(2, 17, 11), randn(2, 17, 11), null);
        Assert.Equal([2, 13, 11], y.shape);
        Assert.Equal([2, 3, 13, 17], weights!);
        Assert.Equal([(5 + 5 + 7) * 3, 11], layer.state_dict()["in_proj_weight"].shape);
        Assert.Equal([11, 7 * 3], layer.state_dict()["out_proj.weight"].shape);
    }

    [Fact]
    public void Equation_1_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();
        // One query against two keys of width 4: scores (0, 2 ln 3) / √4 = (0, ln 3), so the weights are 1/4 and 3/4.
        Tensor q = tensor(new float[] { 1, 0, 0, 0 }, [1, 1, 1, 4]);
        Tensor k = tensor(new float[] { 0, 5, 5, 5, 2 * MathF.Log(3), 5, 5, 5 }, [1, 1, 2, 4]);
        Tensor v = tensor(new float[] { 4, 8, 12, 16 }, [1, 1, 2, 2]);
        (Tensor output, Tensor weights) = MultiHeadAttention.ScaledDotProductAttention(q, k, v);
        Near.Check([0.25, 0.75], weights, 1e-6);
        Near.Check([0.25 * 4 + 0.75 * 12, 0.25 * 8 + 0.75 * 16], output, 1e-5);

        // Without 1/√d_k the scores are (0, 2 ln 3) and the weights 1/10 and 9/10.
        (_, weights) = MultiHeadAttention.ScaledDotProductAttention(q, k, v, scaled: false);
        Near.Check([0.1, 0.9], weights, 1e-6);

        // A hidden key gets exactly nothing.
        (output, weights) = MultiHeadAttention.ScaledDotProductAttention(
            q, k, v, AttentionMask.FromVisible(tensor(new[] { true, false })));
        Near.Check([1, 0], weights, 0);
        Near.Check([4, 8], output, 0);
    }

    [Fact]
    public void Heads_look_at_their_own_part_of_the_width()
    {
        // C=4, H=2, all projections the identity: head 1 sees features 0–1, head 2 features 2–3.
        using MultiHeadAttention layer = new(4, 2);
        using (no_grad())
        {
            foreach ((string _, TorchSharp.Modules.Parameter p) in layer.named_parameters()) p.zero_();
            for (int part = 0; part < 3; part++)
            {
                layer.state_dict()["in_proj_weight"].narrow(0, part * 4, 4).copy_(eye(4));
            }

            layer.state_dict()["out_proj.weight"].copy_(eye(4));
        }

        using DisposeScope scope = NewDisposeScope();
        float a = MathF.Sqrt(MathF.Sqrt(2) * MathF.Log(3)); // a·a / √2 = ln 3
        Tensor x = tensor(new[] { a, 0, 0, 0, 0, 0, 0, a }, [1, 2, 4]);
        Tensor y = layer.call(x, x, x, null);
        // Head 1: query 1 scores (ln 3, 0) → 3/4, 1/4; query 2 scores (0, 0) → 1/2, 1/2. Head 2 the other way round.
        Near.Check([0.75 * a, 0, 0, 0.5 * a, 0.5 * a, 0, 0, 0.75 * a], y, 1e-6);
    }

    [Fact]
    public void Fused_and_step_by_step_attention_are_one_function()
    {
        using MultiHeadAttention layer = new(12, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(2, 5, 12);
        Tensor mask = AttentionMask.Causal(5) + AttentionMask.Padding(tensor(
            new[] { true, true, true, true, false, true, true, true, true, true }, [2, 5]));
        Tensor fused = layer.call(x, x, x, mask);
        layer.Recorder = _ => { };
        Near.Check(fused, layer.call(x, x, x, mask), 1e-6);
    }

    [Fact]
    public void Recorded_weights_sum_to_one_and_hidden_ones_are_zero()
    {
        using MultiHeadAttention layer = new(12, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor? weights = null;
        layer.Recorder = w => weights = w.detach().clone();
        Tensor x = randn(2, 5, 12);
        layer.call(x, x, x, AttentionMask.Causal(5));
        Near.Check(ones(2, 3, 5), weights!.sum(-1), 1e-6);
        Near.Check(zeros(2, 3, 5, 5), weights!.triu(1), 0);
    }

    [Fact]
    public void Dropout_acts_on_weights_in_training_only()
    {
        using MultiHeadAttention layer = new(12, 3, dropout: 0.5);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(1, 7, 12);
        layer.eval();
        Tensor first = layer.call(x, x, x, null);
        Near.Check(first, layer.call(x, x, x, null), 0);
        layer.train();
        Assert.True((first - layer.call(x, x, x, null)).abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void Weights_of_which_some_are_dropped_are_multiplied_with_the_values_once()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor q = randn(2, 3, 5, 4), k = randn(2, 3, 7, 4), v = randn(2, 3, 7, 6);
        Assert.Equal(Made(null), Made(weights => weights));
        Tensor? seen = null;
        Tensor heads = AttentionHeads.Attend(q, k, v, null, weights => weights * 2, weights => seen = weights.clone());
        Near.Check(ones(2, 3, 5), seen!.sum(-1), 1e-6);
        Near.Check(2 * seen!.matmul(v), heads, 1e-6);

        // How many tensors an attention makes whose weights are looked at.
        long Made(Func<Tensor, Tensor>? drop)
        {
            long before = DisposeScopeManager.Statistics.CreatedInScopeCount;
            AttentionHeads.Attend(q, k, v, null, drop, recorder: _ => { });
            return DisposeScopeManager.Statistics.CreatedInScopeCount - before;
        }
    }

    [Fact]
    public void Gradient_reaches_every_parameter_through_the_fused_path()
    {
        using MultiHeadAttention layer = new(12, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(2, 5, 12);
        layer.call(x, x, x, AttentionMask.Causal(5)).square().sum().backward();
        Assert.All(layer.named_parameters(), p => Assert.True(p.parameter.grad!.abs().sum().item<float>() > 0, p.name));
    }

    [Fact]
    public void Bad_shapes_and_sizes_are_told()
    {
        using MultiHeadAttention layer = new(12, 3);
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor x = randn(2, 5, 12);
            Assert.StartsWith(
                "key must have shape [B=2, S, C=12]. Received [2, 5, 11].",
                Assert.Throws<ArgumentException>(() => layer.call(x, randn(2, 5, 11), x, null)).Message);
            Assert.StartsWith(
                "value must have shape [B=2, S=5, C=12]. Received [2, 7, 12].",
                Assert.Throws<ArgumentException>(() => layer.call(x, randn(2, 5, 12), randn(2, 7, 12), null)).Message);
            Assert.StartsWith(
                "mask must broadcast to [B, H, T, S] = [2, 3, 5, 5]. Received [7, 7].",
                Assert.Throws<ArgumentException>(() => layer.call(x, x, x, zeros(7, 7))).Message);
            Assert.Contains(
                "AttentionMask.FromVisible",
                Assert.Throws<ArgumentException>(() => layer.call(x, x, x, ones(5, 5, ScalarType.Bool))).Message);
            Assert.StartsWith(
                "width must be a multiple of heads",
                Assert.Throws<ArgumentException>(() => new MultiHeadAttention(10, 3)).Message);
        }

        TorchState.IsClean();
    }

    [Fact]
    public void Masks_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();
        double hidden = double.NegativeInfinity;
        Assert.Equal([0, hidden, hidden, 0, 0, hidden, 0, 0, 0], Numbers(AttentionMask.Causal(3)));
        // the queries are the last two of three
        Assert.Equal([0, 0, hidden, 0, 0, 0], Numbers(AttentionMask.Causal(2, 3)));
        Assert.Equal([0, hidden], Numbers(AttentionMask.Padding(tensor(new[] { true, false }, [1, 2]))));
        Assert.Equal([1, 1, 1, 2], AttentionMask.Padding(tensor(new[] { true, false }, [1, 2])).shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.Causal(3, 2));
        Assert.Contains(
            "Received Int64",
            Assert.Throws<ArgumentException>(() => AttentionMask.FromVisible(ones(2, 2, ScalarType.Int64))).Message);
    }

    private static double[] Numbers(Tensor tensor) =>
        tensor.to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
