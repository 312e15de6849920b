using StudyKit.Models.Gpt2;

namespace StudyKit.Models.Gpt3;

/// <summary>One row of Table 2.1 (Brown et al., 2020), as printed, and what follows from it.</summary>
/// <param name="Name">The paper's name.</param>
/// <param name="Published">n_params as printed.</param>
/// <param name="Layers">n_layers.</param>
/// <param name="Width">d_model.</param>
/// <param name="Heads">n_heads.</param>
/// <param name="HeadWidth">d_head.</param>
/// <param name="BatchTokens">Tokens in a batch.</param>
/// <param name="LearningRate">The peak.</param>
/// <remarks>
/// Two rows do not add up: for XL 24 heads of 128 make 3072 and not 2048, for 13B 40 of 128 make 5120 and not 5140. The
/// counts that the paper prints are met by attention as wide as the model, so <see cref="Config"/> keeps d_head there
/// and takes as many heads as fit.
/// </remarks>
public sealed record Gpt3Size(
    string Name, double Published, int Layers, int Width, int Heads, int HeadWidth, double BatchTokens,
    double LearningRate)
{
    /// <summary>Context of all sizes (§2.1).</summary>
    public const int Context = 2048;

    /// <summary>Tokens that all sizes were trained on (§2.2).</summary>
    public const double TrainingTokens = 300e9;

    private const int Vocabulary = 50257;

    /// <summary>The eight rows, the smallest first.</summary>
    public static IReadOnlyList<Gpt3Size> All { get; } =
    [
        new("GPT-3 Small", 125e6, 12, 768, 12, 64, 0.5e6, 6.0e-4),
        new("GPT-3 Medium", 350e6, 24, 1024, 16, 64, 0.5e6, 3.0e-4),
        new("GPT-3 Large", 760e6, 24, 1536, 16, 96, 0.5e6, 2.5e-4),
        new("GPT-3 XL", 1.3e9, 24, 2048, 24, 128, 1e6, 2.0e-4),
        new("GPT-3 2.7B", 2.7e9, 32, 2560, 32, 80, 1e6, 1.6e-4),
        new("GPT-3 6.7B", 6.7e9, 32, 4096, 32, 128, 2e6, 1.2e-4),
        new("GPT-3 13B", 13.0e9, 40, 5140, 40, 128, 2e6, 1.0e-4),
        new("GPT-3 175B", 175.0e9, 96, 12288, 96, 128, 3.2e6, 0.6e-4),
    ];

    /// <summary>Whether n_heads · d_head = d_model, as it should.</summary>
    public bool AddsUp => Heads * HeadWidth == Width;

    /// <summary>N, computed: GPT-2's count with this row's layers and width.</summary>
    public long Parameters => (Config with { Width = Width, Heads = 1 }).Parameters;

    /// <summary>
    /// A model of this size: GPT-2's, with every second layer banded. The paper does not print the band's width; 256 is
    /// the kit's choice. Where the row does not add up, the width is that of whole heads: 16 of 128 for XL, 40 of 128
    /// for 13B.
    /// </summary>
    public Gpt2Config Config => new()
    {
        VocabularySize = Vocabulary,
        Positions = Context,
        Layers = Layers,
        Width = Width / HeadWidth * HeadWidth,
        Heads = Width / HeadWidth,
        Band = 256,
    };

    /// <summary>
    /// Floating-point operations of a training: 6 a parameter and token (a multiplication and an addition forward,
    /// twice that backward; appendix D).
    /// </summary>
    /// <param name="tokens">D; the paper's 300 billion when null.</param>
    public double Compute(double? tokens = null) => 6.0 * Parameters * (tokens ?? TrainingTokens);

    /// <summary>Days of a training on some processors.</summary>
    /// <param name="peak">
    /// What one of them can do at the most, in floating-point operations a second (an A100: 312e12 in bfloat16).
    /// </param>
    /// <param name="utilisation">Which share of that a training reaches, between 0 and 1.</param>
    /// <param name="processors">How many there are.</param>
    public double Days(double peak, double utilisation, int processors = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(peak);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processors);
        if (utilisation is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(utilisation), utilisation, "utilisation must lie above 0 and at most at 1.");
        }

        return Compute() / (peak * utilisation * processors) / 86_400;
    }

    /// <summary>
    /// Bytes that a training keeps for the weights alone: 16 bits of weight and gradient, 32 of master weight and of
    /// Adam's two means.
    /// </summary>
    public double TrainingBytes => 16.0 * Parameters;

    /// <summary>Bytes to use it: weights in 16 bits.</summary>
    public double InferenceBytes => 2.0 * Parameters;
}
