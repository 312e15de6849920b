using StudyKit.Nn.Normalization;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Normalization;

[Collection(TorchCollection.Name)]
public sealed class SequenceNormTests
{
    [Fact]
    public void LayerNorm_by_hand()
    {
        using SequenceLayerNorm norm = new(3, epsilon: 0);
        using DisposeScope scope = NewDisposeScope();
        // (1, 2, 6): mean 3, variance (4 + 1 + 9) / 3 = 14/3.
        double deviation = Math.Sqrt(14.0 / 3);
        Near.Check([-2 / deviation, -1 / deviation, 3 / deviation], norm.call(
            tensor(new float[] { 1, 2, 6 }, [1, 1, 3]), null), 1e-6);
    }

    [Fact]
    public void LayerNorm_as_in_the_paper_and_as_computed_are_one_function()
    {
        using SequenceLayerNorm norm = new(13);
        using DisposeScope scope = NewDisposeScope();
        using (no_grad()) foreach (TorchSharp.Modules.Parameter p in norm.parameters()) p.add_(randn(13));
        Tensor x = randn(2, 5, 13) * 7 + 3;
        Near.Check(SequenceLayerNorm.Equation(x, norm.state_dict()["weight"], norm.state_dict()["bias"]), norm.call(
            x, null), 1e-5);
    }

    [Fact]
    public void BatchNorm_by_hand_counts_tokens_and_not_padding()
    {
        using SequenceBatchNorm norm = new(2, epsilon: 0);
        using DisposeScope scope = NewDisposeScope();
        // Tokens (1, 0), (3, 0), (5, 3) and one padding (100, 100): means 3 and 1, variances 8/3 and 2.
        Tensor x = tensor(new float[] { 1, 0, 3, 0, 5, 3, 100, 100 }, [2, 2, 2]);
        Tensor real = tensor(new[] { true, true, true, false }, [2, 2]);
        Tensor y = norm.call(x, real);
        double a = Math.Sqrt(8.0 / 3), b = Math.Sqrt(2);
        Near.Check([-2 / a, -1 / b, 0, -1 / b, 2 / a, 2 / b], y.view(-1, 2)[..3].reshape(1, 1, 6), 1e-6);

        // One tenth of the way from 0 and 1 to the batch's mean and its variance over N − 1.
        Near.Check([0.3, 0.1], norm.state_dict()["running_mean"], 1e-6);
        Near.Check([0.9 + 0.1 * 4, 0.9 + 0.1 * 3], norm.state_dict()["running_var"], 1e-6);
        Assert.Equal(1, norm.state_dict()["num_batches_tracked"].item<long>());
    }

    [Fact]
    public void In_evaluation_BatchNorm_uses_the_running_statistics_and_leaves_them()
    {
        using SequenceBatchNorm norm = new(2, epsilon: 0);
        norm.state_dict()["running_mean"].fill_(5);
        norm.state_dict()["running_var"].fill_(4);
        norm.eval();
        using DisposeScope scope = NewDisposeScope();
        Near.Check([1, -2.5], norm.call(tensor(new float[] { 7, 0 }, [1, 1, 2]), null), 1e-6);
        Assert.Equal(5, norm.state_dict()["running_mean"][0].item<float>());
    }

    [Fact]
    public void BatchNorm_of_one_token_is_refused_in_training()
    {
        using SequenceBatchNorm norm = new(2);
        using Tensor x = ones(1, 1, 2);
        Assert.Contains("at least two tokens", Assert.Throws<ArgumentException>(() => norm.call(x, null)).Message);
        norm.eval();
        using Tensor y = norm.call(x, null);
        Assert.Equal([1, 1, 2], y.shape);
    }

    [Fact]
    public void Padding_changes_no_token_in_either()
    {
        foreach (NormKind kind in new[] { NormKind.Layer, NormKind.Batch })
        {
            using SequenceNorm norm = SequenceNorm.Create(kind, 7)!;
            using DisposeScope scope = NewDisposeScope();
            Tensor x = randn(2, 3, 7), padded = cat([x, randn(2, 4, 7)], 1);
            Tensor real = cat([ones(2, 3, ScalarType.Bool), zeros(2, 4, ScalarType.Bool)], 1);
            Near.Check(norm.call(x, null), norm.call(padded, real)[.., ..3], 1e-5, kind.ToString());
        }
    }
}
