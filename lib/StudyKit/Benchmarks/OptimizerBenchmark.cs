using StudyKit.Training.Optimization;

namespace StudyKit.Benchmarks;

/// <summary>The kit's Adam against TorchSharp's on the parameters of a small Transformer.</summary>
internal sealed class OptimizerBenchmark : IBenchmark
{
    private const int Width = 256;
    private const int Layers = 36;

    public string Name => "adam";

    public string Question =>
        "How many times as fast is the kit's Adam update as torch.optim.Adam's, on 37 layers with 3.6 million " +
        "parameters?";

    public BenchmarkResult Run(int rounds)
    {
        using Module<Tensor, Tensor> plain = Stack();
        using Module<Tensor, Tensor> laid = Stack();
        foreach (Parameter parameter in plain.parameters()) parameter.grad = randn_like(parameter);
        using optim.Optimizer torchs = optim.Adam(plain.parameters(), 1e-4, 0.9, 0.98, 1e-9);
        using FlatParameters flat = new(laid);
        using (no_grad()) flat.Gradient.normal_(0, 1);
        using IOptimizer kits = AdamOptions.Transformer.Create(flat);

        (double[] first, double[] second) =
            Alternating.Time(() => torchs.step()?.Dispose(), () => kits.Update(1e-4), rounds);
        return Alternating.Ratio(this, [.. first.Zip(second, (a, b) => a / b)],
            "times as fast", null, new Dictionary<string, double>
            {
                ["parameters"] = flat.Count,
                ["torch.optim.Adam, ms"] = 1000 * Alternating.Quantile(first, 0.5),
                ["kit, ms"] = 1000 * Alternating.Quantile(second, 0.5),
            });
    }

    private static Sequential Stack() =>
        Sequential([.. Enumerable.Range(0, Layers)
            .Select(_ => (Module<Tensor, Tensor>)Linear(Width, Width)), Linear(Width, 5000)]);
}
