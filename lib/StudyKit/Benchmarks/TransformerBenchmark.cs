using StudyKit.Models.Transformer;
using StudyKit.Nn.Losses;
using StudyKit.Training.Optimization;

namespace StudyKit.Benchmarks;

/// <summary>
/// How near a whole training step of a Transformer comes to the rate of nothing but a matrix product.
/// </summary>
internal sealed class TransformerBenchmark : IBenchmark
{
    private const int Width = 256;
    private const int Inner = 1024;
    private const int VocabularySize = 5000;
    private const int Layers = 3;
    private const int Sentences = 64;
    private const int Tokens = 16;
    private const int Side = 1024;

    public string Name => "transformer";

    public string Question => "At what share of a plain matrix product's rate does a Transformer train (3+3 layers, " +
        "256 wide, 64 sentences of 16 tokens, dropout 0.1, Adam)?";

    /// <summary>
    /// Floating-point operations of the matrix products in a training step: two per multiplication and addition, and
    /// backward makes twice the products of forward. Everything else (softmax, norms, dropout, the update) counts as
    /// nothing.
    /// </summary>
    internal static double Operations(
        double width, double inner, double vocabulary, double layers, double sentences, double source, double target)
    {
        double square = width * width;
        double encoder = source * (4 * square + 2 * width * inner) + 2 * source * source * width;
        double decoder =
            target * (4 * square + 2 * square + 2 * width * inner) + source * 2 * square + 2 * target * target * width
                + 2 * target * source * width;
        return 6 * sentences * (layers * (encoder + decoder) + target * width * vocabulary);
    }

    public BenchmarkResult Run(int rounds)
    {
        using TransformerModel model = new(new TransformerConfig
        {
            VocabularySize = VocabularySize,
            Width = Width,
            EncoderLayers = Layers,
            DecoderLayers = Layers,
            Heads = 4,
            FeedForwardWidth = Inner,
        });
        using FlatParameters parameters = new(model);
        using IOptimizer optimizer = AdamOptions.Transformer.Create(parameters);
        using Tensor source = randint(4, VocabularySize, [Sentences, Tokens], dtype: ScalarType.Int64);
        using Tensor target = randint(4, VocabularySize, [Sentences, Tokens], dtype: ScalarType.Int64);
        using Tensor a = randn(Side, Side);
        using Tensor b = randn(Side, Side);

        (double[] steps, double[] products) = Alternating.Time(Step, () => a.matmul(b).Dispose(), rounds);
        double stepOperations = Operations(Width, Inner, VocabularySize, Layers, Sentences, Tokens, Tokens);
        double productOperations = 2.0 * Side * Side * Side;
        return Alternating.Ratio(this, [.. steps.Zip(products, (step, product) =>
            stepOperations / step / (productOperations / product))], "of the rate", null, new Dictionary<string, double>
            {
                ["parameters"] = parameters.Count,
                ["training step, ms"] = 1000 * Alternating.Quantile(steps, 0.5),
                ["target tokens/s"] = Sentences * Tokens / Alternating.Quantile(steps, 0.5),
                ["training step, GFLOP/s"] = stepOperations / Alternating.Quantile(steps, 0.5) / 1e9,
                ["matrix product, GFLOP/s"] = productOperations / Alternating.Quantile(products, 0.5) / 1e9,
            });

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            parameters.ZeroGradient();
            Tensor logits = model.Logits(model.Hidden(source, target)).reshape(-1, VocabularySize);
            LabelSmoothedCrossEntropy.Mean(logits, target.reshape(-1)).backward();
            optimizer.Update(1e-4, 1 / Math.Max(1, parameters.GradientNorm()));
        }
    }
}
