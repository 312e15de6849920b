using StudyKit.Nn.Normalization;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Normalization;

[Collection(TorchCollection.Name)]
public sealed class ImageBatchNormTests
{
    [Fact]
    public void Two_values_become_minus_one_and_one()
    {
        using ImageBatchNorm norm = new(1, epsilon: 0);
        using Tensor x = tensor(new float[] { 3, 7 }).reshape(2, 1, 1, 1);
        using Tensor y = norm.call(x);
        Assert.Equal([-1f, 1f], y.data<float>().ToArray());
        // μ = 5 and, over n − 1, σ² = 8; a tenth of them: 0.5 and 0.9 · 1 + 0.1 · 8 = 1.7.
        Dictionary<string, Tensor> state = norm.state_dict();
        Assert.Equal(0.5f, state["running_mean"].item<float>(), 1e-6f);
        Assert.Equal(1.7f, state["running_var"].item<float>(), 1e-6f);
        norm.eval();
        using Tensor z = norm.call(x);
        Assert.Equal((3 - 0.5f) / MathF.Sqrt(1.7f), z.data<float>()[0], 1e-5f);
        TorchState.IsClean();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_TorchSharps_own_in_every_number(bool images)
    {
        const int Maps = 7;
        using ImageBatchNorm ours = new(Maps);
        using nn.Module<Tensor, Tensor> theirs = images ? nn.BatchNorm2d(Maps) : nn.BatchNorm1d(Maps);
        random.manual_seed(5);
        using (no_grad())
        {
            foreach (nn.Module module in new nn.Module[] { ours, theirs })
            {
                using Tensor scales = linspace(0.5, 1.5, Maps);
                module.state_dict()["weight"].copy_(scales);
            }
        }

        for (int step = 0; step < 3; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = images ? randn(5, Maps, 3, 11) * 2 + 1 : randn(5, Maps) * 2 + 1;
            Assert.Equal(theirs.call(x).data<float>().ToArray(), ours.call(x).data<float>().ToArray());
        }

        theirs.eval();
        ours.eval();
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor x = images ? randn(2, Maps, 3, 2) : randn(2, Maps);
            Assert.Equal(theirs.call(x).data<float>().ToArray(), ours.call(x).data<float>().ToArray());
        }

        Dictionary<string, Tensor> expected = theirs.state_dict(), received = ours.state_dict();
        Assert.Equal(expected.Keys.Order(), received.Keys.Order());
        Assert.Equal(3, received["num_batches_tracked"].item<long>());
        foreach ((string name, Tensor value) in expected)
        {
            Assert.Equal(
                value.to(ScalarType.Float64).data<double>().ToArray(),
                received[name].to(ScalarType.Float64).data<double>().ToArray());
        }
    }

    [Fact]
    public void What_it_cannot_normalise_is_said()
    {
        using ImageBatchNorm norm = new(3);
        using Tensor other = zeros(2, 4, 5, 5), single = zeros(1, 3, 1, 1);
        Assert.Equal(
            "input must have shape [B, C=3, H, W]. Received [2, 4, 5, 5]. (Parameter 'input')",
            Assert.Throws<ArgumentException>(() => norm.call(other)).Message);
        Assert.Contains(
            "at least two values of each map in training",
            Assert.Throws<ArgumentException>(() => norm.call(single)).Message,
            StringComparison.Ordinal);
        norm.eval();
        norm.call(single).Dispose();
    }
}
