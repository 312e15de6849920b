using StudyKit.Models.Gpt2;
using StudyKit.Training.Optimization;

namespace StudyKit.Benchmarks;

/// <summary>How near a whole training step of a GPT comes to the rate of nothing but a matrix product.</summary>
/// <param name="name">The benchmark's name.</param>
/// <param name="layers">L.</param>
/// <param name="width">C.</param>
/// <param name="context">T.</param>
/// <param name="rows">B.</param>
/// <param name="atLeast">The share that the design asks for.</param>
internal sealed class GptBenchmark(string name, int layers, int width, int context, int rows, double? atLeast = null)
    : IBenchmark
{
    private const int VocabularySize = 65;
    private const int Side = 1024;

    public string Name => name;

    public string Question => $"At what share of a plain matrix product's rate does a GPT train ({layers} layers, " +
        $"{width} wide, {rows} rows of {context} characters, no dropout, Adam)?";

    /// <summary>
    /// Floating-point operations of the matrix products in a training step, as in
    /// <see cref="TransformerBenchmark.Operations"/>: of attention only what the causal mask leaves counts, a half.
    /// </summary>
    internal static double Operations(double layers, double width, double context, double rows, double vocabulary) =>
        6 * rows * (context * (layers * 12 * width * width + width * vocabulary)
            + layers * context * (context + 1) * width);

    public BenchmarkResult Run(int rounds)
    {
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(VocabularySize) with
        {
            Layers = layers,
            Width = width,
            Heads = width / 32,
            Positions = context,
            Dropout = 0,
            AttentionDropout = 0,
            EmbeddingDropout = 0,
        });
        using FlatParameters parameters = new(model);
        using IOptimizer optimizer = new AdamOptions().Create(parameters);
        using Tensor ids = randint(0, VocabularySize, [rows, context + 1], dtype: ScalarType.Int64);
        using Tensor a = randn(Side, Side), b = randn(Side, Side);
        (double[] steps, double[] products) = Alternating.Time(Step, () => a.matmul(b).Dispose(), rounds);
        double stepOperations = Operations(layers, width, context, rows, VocabularySize);
        const double ProductOperations = 2.0 * Side * Side * Side;
        return Alternating.Ratio(
            this,
            [.. steps.Zip(products, (step, product) => stepOperations / step / (ProductOperations / product))],
            "of the rate", atLeast, new Dictionary<string, double>
            {
                ["parameters"] = parameters.Count,
                ["training step, ms"] = 1000 * Alternating.Quantile(steps, 0.5),
                ["tokens/s"] = rows * context / Alternating.Quantile(steps, 0.5),
                ["training step, GFLOP/s"] = stepOperations / Alternating.Quantile(steps, 0.5) / 1e9,
                ["matrix product, GFLOP/s"] = ProductOperations / Alternating.Quantile(products, 0.5) / 1e9,
            });

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            parameters.ZeroGradient();
            model.Loss(ids).backward();
            optimizer.Update(1e-4, 1 / Math.Max(1, parameters.GradientNorm()));
        }
    }
}
