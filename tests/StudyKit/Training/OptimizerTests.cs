using StudyKit.Tests.Support;
using StudyKit.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class OptimizerTests
{
    [Fact]
    public void Adams_first_step_has_the_length_of_the_learning_rate()
    {
        // m̂ = g and v̂ = g² at the first step, so each weight moves by lr · g/(|g| + ε), whatever the gradient's size.
        using One one = new([2f, -3f], [0.5f, -100f]);
        using IOptimizer adam = new AdamOptions().Create(one.Flat);
        adam.Update(0.1);
        Close([1.9f, -2.9f], one.Values);
    }

    [Fact]
    public void Adams_second_step_is_the_one_worked_by_hand()
    {
        // β = (0.5, 0.5), ε = 1 for easy numbers; gradient 2 then 4, lr 1, from weight 10.
        // 1: m = 1, v = 2; m̂ = 2, v̂ = 4; step 2/(2+1) = 0.666667 → 9.333333
        // 2: m = 2.5, v = 9; m̂ = 2.5/0.75, v̂ = 9/0.75 = 12; step 3.333333/(3.464102+1) = 0.746696 → 8.586637
        using One one = new([10f], [2f]);
        using IOptimizer adam = new AdamOptions { Beta1 = 0.5, Beta2 = 0.5, Epsilon = 1 }.Create(one.Flat);
        adam.Update(1);
        Close([9.333333f], one.Values);
        one.SetGradient([4f]);
        adam.Update(1);
        Close([8.586637f], one.Values);
        Assert.Equal(2, adam.Steps);
    }

    [Fact]
    public void A_gradient_scale_is_a_factor_on_the_gradient()
    {
        using One a = new([1f, 2f], [6f, -2f]);
        using One b = new([1f, 2f], [3f, -1f]);
        AdamOptions options = new() { Epsilon = 0.1 };
        using IOptimizer scaled = options.Create(a.Flat);
        using IOptimizer plain = options.Create(b.Flat);
        scaled.Update(0.1, 0.5);
        plain.Update(0.1);
        Assert.Equal(b.Values, a.Values);
        Assert.Equal([6f, -2f], a.Flat.Gradient.data<float>().ToArray());
    }

    [Fact]
    public void Decoupled_decay_shrinks_before_the_update_and_skips_vectors_when_told()
    {
        // Weight [1, 2] has two axes and shrinks by 1 − 0.1·0.5; the bias does not. The gradient is zero.
        using nn.Module line = nn.Linear(2, 1);
        using (no_grad())
        {
            foreach (TorchSharp.Modules.Parameter p in line.parameters()) p.fill_(4f);
        }

        using FlatParameters flat = new(line);
        using IOptimizer adam = new AdamOptions { WeightDecay = 0.5, Decay = DecayRule.Matrices }.Create(flat);
        adam.Update(0.1);
        Close([3.8f, 3.8f, 4f], flat.Data.data<float>().ToArray());
    }

    [Fact]
    public void Momentum_adds_up()
    {
        // b: 1, then 0.9·1 + 1 = 1.9; weight: 5 − 0.1·1 = 4.9, − 0.1·1.9 = 4.71
        using One one = new([5f], [1f]);
        using IOptimizer sgd = new SgdOptions { Momentum = 0.9 }.Create(one.Flat);
        sgd.Update(0.1);
        Close([4.9f], one.Values);
        sgd.Update(0.1);
        Close([4.71f], one.Values);
    }

    [Fact]
    public void Weight_decay_of_descent_is_part_of_the_gradient()
    {
        // g = 1 + 0.5·4 = 3; 4 − 0.1·3
        using One one = new([4f], [1f]);
        using IOptimizer sgd = new SgdOptions { WeightDecay = 0.5 }.Create(one.Flat);
        sgd.Update(0.1);
        Close([3.7f], one.Values);
    }

    [Fact]
    public void One_pass_over_memory_and_tensor_operations_agree()
    {
        // 100,003 numbers: several parts, and a rest that fills no vector. Float64 takes the way that a card takes.
        const int Count = 100_003;
        AdamOptions options = new() { Beta2 = 0.98, Epsilon = 1e-9, WeightDecay = 0.01 };
        random.manual_seed(3);
        using Tensor start = randn(Count);
        using Tensor gradients = randn(5, Count);
        double[] wide = Run(float64);
        double[] narrow = Run(float32);
        double worst = wide.Zip(narrow, (a, b) => Math.Abs(a - b)).Max();
        // Five steps of size 1e-2 on numbers of size 1: float32 rounds at about 1e-7 each.
        Assert.InRange(worst, 0, 2e-6);

        double[] Run(ScalarType type)
        {
            using One one = new(start, type);
            using IOptimizer adam = options.Create(one.Flat);
            for (int i = 0; i < 5; i++)
            {
                using (no_grad()) one.Flat.Gradient.copy_(gradients[i]);
                adam.Update(0.01);
            }

            return one.Flat.Data.to(float64).data<double>().ToArray();
        }
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-6f));
    }

    /// <summary>A module with one parameter.</summary>
    private sealed class One : nn.Module
    {
        private readonly TorchSharp.Modules.Parameter weight;

        public One(float[] values, float[] gradient)
            : this(tensor(values), ScalarType.Float32) => SetGradient(gradient);

        public One(Tensor values, ScalarType type)
            : base(nameof(One))
        {
            weight = new TorchSharp.Modules.Parameter(values.detach().to(type).clone());
            RegisterComponents();
            Flat = new FlatParameters(this);
        }

        public FlatParameters Flat { get; }

        public float[] Values => weight.data<float>().ToArray();

        public void SetGradient(float[] gradient)
        {
            using (no_grad()) Flat.Gradient.copy_(tensor(gradient));
        }
    }
}
