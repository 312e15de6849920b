using StudyKit.Tests.Support;
using StudyKit.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class FlatParametersTests
{
    [Fact]
    public void Values_stay_and_the_parameters_become_views()
    {
        using TinyNet net = new();
        float[] before = net.Weights();
        using FlatParameters flat = new(net);
        Assert.Equal(before, flat.Data.data<float>().ToArray());
        // 3·7 + 7 + 7 + 7 (gain and bias) + 7·1 + 1
        Assert.Equal(50, flat.Count);
        Assert.Equal(
            ["inner.weight", "inner.bias", "norm.weight", "norm.bias", "outer.weight", "outer.bias"],
            flat.Slices.Select(s => s.Name));
        using (no_grad()) flat.Data.fill_(0.25f);
        Assert.All(net.Weights(), value => Assert.Equal(0.25f, value));
    }

    [Fact]
    public void Backward_adds_into_the_flat_gradient()
    {
        using nn.Module<Tensor, Tensor> line = nn.Linear(2, 1);
        using FlatParameters flat = new(line);
        using Tensor x = tensor(new float[] { 3, 5 }).reshape(1, 2);
        for (int i = 0; i < 2; i++)
        {
            using Tensor y = line.call(x).sum();
            y.backward();
        }

        // dy/dw = x and dy/db = 1, twice.
        Assert.Equal([6f, 10f, 2f], flat.Gradient.data<float>().ToArray());
        Assert.Equal(Math.Sqrt(36 + 100 + 4), flat.GradientNorm(), 5);
        flat.ZeroGradient();
        Assert.Equal([0f, 0f, 0f], flat.Gradient.data<float>().ToArray());
        flat.CheckViews();
    }

    [Fact]
    public void An_embedding_made_by_libtorch_is_laid_out_too()
    {
        using TorchSharp.Modules.Embedding table = nn.Embedding(5, 2);
        using FlatParameters flat = new(table);
        using Tensor y = table.call(tensor(new long[] { 1, 1, 4 })).sum();
        y.backward();
        Assert.Equal([0, 0, 2, 2, 0, 0, 0, 0, 1, 1], flat.Gradient.data<float>().ToArray());
    }

    [Fact]
    public void A_module_without_parameters_is_refused()
    {
        using nn.Module empty = nn.ReLU();
        ArgumentException e = Assert.Throws<ArgumentException>(() => new FlatParameters(empty));
        Assert.StartsWith("The module has no trainable parameter.", e.Message);
    }

    [Fact]
    public void Two_layers_that_share_memory_are_refused_by_name()
    {
        TorchSharp.Modules.Linear a = nn.Linear(3, 3, hasBias: false);
        TorchSharp.Modules.Linear b = nn.Linear(3, 3, hasBias: false);
        b.weight = a.weight;
        using nn.Module both = nn.Sequential(a, b);
        if (both.parameters().Count() < 2) return;
        ArgumentException e = Assert.Throws<ArgumentException>(() => new FlatParameters(both));
        Assert.Contains("'1.weight' shares its memory", e.Message);
    }

    [Fact]
    public void A_frozen_parameter_is_left_alone()
    {
        using TinyNet net = new();
        net.named_parameters().Single(p => p.name == "inner.weight").parameter.requires_grad = false;
        using FlatParameters flat = new(net);
        Assert.Equal(29, flat.Count);
    }

    [Fact]
    public void A_moved_module_is_noticed()
    {
        using TinyNet net = new();
        using FlatParameters flat = new(net);
        net.to(float64);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(flat.CheckViews);
        Assert.StartsWith("'inner.weight' was replaced after its optimizer was made", e.Message);
    }

    [Fact]
    public void A_gradient_set_to_null_is_noticed()
    {
        using nn.Module line = nn.Linear(2, 1, hasBias: false);
        using FlatParameters flat = new(line);
        line.parameters().Single().grad = null;
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(flat.CheckViews);
        Assert.StartsWith("'weight' no longer shares the optimizer's memory", e.Message);
    }
}
