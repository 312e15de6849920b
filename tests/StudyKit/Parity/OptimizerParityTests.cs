using System.Text.Json;
using StudyKit.Data;
using StudyKit.Nn.Losses;
using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Parity;

/// <summary>
/// The same numbers as PyTorch's; tests/StudyKit/Parity/references/optimizers.py makes the references.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class OptimizerParityTests
{
    private const int Steps = 20;
    private const int Size = 11;

    // Float32 rounds at 6e-8 of values near 1; twenty steps, each rounded in a different order of operations.
    private const double Tolerance = 2e-6;
    private static readonly JsonElement References =
        JsonDocument.Parse(File.ReadAllText(SolutionFolder.File("tests",
            "StudyKit", "Parity", "references", "optimizers.json"))).RootElement;

    public static TheoryData<string> Names => ["adam", "adam_l2", "adamw", "sgd", "sgd_nesterov"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Updates_equal_PyTorchs(string name)
    {
        OptimizerSettings settings = name switch
        {
            "adam" => AdamOptions.Transformer,
            "adam_l2" => new AdamOptions { WeightDecay = 0.1, Decoupled = false },
            "adamw" => new AdamOptions { WeightDecay = 0.1 },
            "sgd" => new SgdOptions { Momentum = 0.9, WeightDecay = 0.1 },
            _ => new SgdOptions { Momentum = 0.9, Nesterov = true },
        };
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using Weight weight = new(type);
            using FlatParameters flat = new(weight);
            using IOptimizer optimizer = settings.Create(flat);
            for (int step = 1; step <= Steps; step++)
            {
                using (no_grad()) flat.Gradient.copy_(Gradient(step));
                optimizer.Update(0.02);
            }

            Close(name, flat.Data);
        }
    }

    [Fact]
    public void A_clipped_training_equals_PyTorchs()
    {
        // The loss w · g(step) has exactly the gradient g(step).
        using Weight weight = new(ScalarType.Float32);
        using Trainer<Numbered> trainer =
            new(weight, new Counting(), batch => (weight.Value * Gradient(batch.Number)).sum(), new TrainingOptions
            {
                Steps = Steps,
                Schedule = LearningRates.Constant(0.02),
                Optimizer = new SgdOptions(),
                ClipNorm = 1.5,
            });
        trainer.Run();
        Close("sgd_clipped", trainer.Parameters.Data);
    }

    [Fact]
    public void One_cycle_equals_PyTorchs()
    {
        Schedule cycle = LearningRates.OneCycle(0.5, 25);
        double[] expected = Numbers(References.GetProperty("one_cycle"));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], cycle.At(i + 1), 1e-12);
    }

    [Fact]
    public void Smoothed_cross_entropy_that_leaves_out_padding_equals_PyTorchs()
    {
        float[] values = [.. from row in Enumerable.Range(0, 5)
            from column in Enumerable.Range(0, 7) select (float)(Math.Sin(3.0 * row + 0.5 * column) * 2)];
        using Tensor logits = tensor(values).reshape(5, 7).requires_grad_(true);
        using Tensor targets = tensor(new long[] { 3, 0, 6, 0, 2 });
        using Tensor loss = LabelSmoothedCrossEntropy.Mean(logits, targets, smoothing: 0.1, ignored: 0);
        loss.backward();
        JsonElement expected = References.GetProperty("cross_entropy");
        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.ToDouble(), 1e-6);
        double[] gradient = Numbers(expected.GetProperty("gradient"));
        float[] actual = logits.grad!.data<float>().ToArray();
        for (int i = 0; i < gradient.Length; i++) Assert.Equal(gradient[i], actual[i], 1e-7);
    }

    private static Tensor Gradient(int step) =>
        tensor([.. Enumerable.Range(0, Size).Select(i => (float)(Math.Cos(0.7 * step + 1.3 * i) * (1.0 + 0.1 * i)))]);

    private static void Close(string name, Tensor actual)
    {
        double[] expected = Numbers(References.GetProperty(name));
        double[] found = actual.to(float64).data<double>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], Tolerance);
    }

    private static double[] Numbers(
        JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private sealed class Weight : nn.Module
    {
        private readonly TorchSharp.Modules.Parameter weight;

        public Weight(ScalarType type)
            : base(nameof(Weight))
        {
            weight = new TorchSharp.Modules.Parameter(
                tensor([.. Enumerable.Range(0, Size).Select(i => (float)Math.Sin(1.0 + i))]).to(type));
            RegisterComponents();
        }

        public Tensor Value => weight;
    }

    private sealed record Numbered(int Number) : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class Counting : IBatchSource<Numbered>
    {
        public int BatchCount(int epoch) => Steps;

        public IEnumerable<Numbered> Batches(int epoch, int start = 0) =>
            Enumerable.Range(start + 1, Steps - start).Select(number => new Numbered(number));
    }
}
