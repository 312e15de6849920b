using StudyKit.Nn.Normalization;
using StudyKit.Nn.Residual;

namespace StudyKit.Models.Transformer;

/// <summary>
/// Every number and switch of a Transformer. The defaults are the paper's base model ("Attention Is All You Need",
/// Table 3).
/// </summary>
public sealed record TransformerConfig
{
    /// <summary>V, tokens in the vocabulary that source and target share.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>C, the width of the vectors between the layers (d_model).</summary>
    /// <value>512.</value>
    public int Width { get; init; } = 512;

    /// <summary>N of the encoder.</summary>
    /// <value>6.</value>
    public int EncoderLayers { get; init; } = 6;

    /// <summary>N of the decoder.</summary>
    /// <value>6.</value>
    public int DecoderLayers { get; init; } = 6;

    /// <summary>H, heads of each attention (h).</summary>
    /// <value>8.</value>
    public int Heads { get; init; } = 8;

    /// <summary>
    /// Width of a head's queries and keys (d_k); <see cref="Width"/> / <see cref="Heads"/> when null.
    /// </summary>
    /// <value>null: 64 in the base model.</value>
    public int? KeyWidth { get; init; }

    /// <summary>Width of a head's values (d_v); <see cref="Width"/> / <see cref="Heads"/> when null.</summary>
    /// <value>null: 64 in the base model.</value>
    public int? ValueWidth { get; init; }

    /// <summary>Width of the feed-forward network's hidden layer (d_ff); 0 leaves the networks out.</summary>
    /// <value>2048.</value>
    public int FeedForwardWidth { get; init; } = 2048;

    /// <summary>
    /// Dropout on the output of each sub-layer and on the sums of embeddings and positions (P_drop, §5.4).
    /// </summary>
    /// <value>0.1.</value>
    public double Dropout { get; init; } = 0.1;

    /// <summary>
    /// Dropout on the attention weights. Not in the paper; it takes the slow path of attention on a CPU.
    /// </summary>
    /// <value>0.</value>
    public double AttentionDropout { get; init; }

    /// <summary>Dropout inside the feed-forward network. Not in the paper.</summary>
    /// <value>0.</value>
    public double FeedForwardDropout { get; init; }

    /// <summary>Where sub-layers are normalised.</summary>
    /// <value><see cref="NormPlacement.After"/>, as in the paper.</value>
    public NormPlacement NormPlacement { get; init; } = NormPlacement.After;

    /// <summary>What is averaged over in a normalisation.</summary>
    /// <value><see cref="NormKind.Layer"/>, as in the paper.</value>
    public NormKind Norm { get; init; } = NormKind.Layer;

    /// <summary>
    /// One more normalisation at the end of each stack; null: with pre-norm only, where the sum is otherwise never
    /// normalised.
    /// </summary>
    /// <value>null. (PyTorch's <c>nn.Transformer</c> always has it.)</value>
    public bool? FinalNorm { get; init; }

    /// <summary>How a token's place is told.</summary>
    /// <value><see cref="PositionKind.Sinusoidal"/>, as in the paper.</value>
    public PositionKind Positions { get; init; } = PositionKind.Sinusoidal;

    /// <summary>How many places there are when positions are learned; no limit otherwise.</summary>
    /// <value>512.</value>
    public int LearnedPositions { get; init; } = 512;

    /// <summary>The token that fills shorter sentences up; nothing attends to it.</summary>
    /// <value>0.</value>
    public int PaddingToken { get; init; }

    /// <summary>False leaves out 1/√d_k in equation (1).</summary>
    /// <value>true.</value>
    public bool ScaledScores { get; init; } = true;

    /// <summary>False lets the decoder see the tokens it shall predict.</summary>
    /// <value>true.</value>
    public bool CausalMask { get; init; } = true;

    /// <summary>False leaves out the shortcuts past the sub-layers.</summary>
    /// <value>true.</value>
    public bool Residual { get; init; } = true;

    /// <summary>
    /// False gives source, target and the linear before softmax a matrix each, where the paper has one for all (§3.4).
    /// </summary>
    /// <value>true.</value>
    public bool SharedEmbeddings { get; init; } = true;

    /// <summary>
    /// Whether the stacks end with a normalisation: <see cref="FinalNorm"/>, or what follows from the placement.
    /// </summary>
    public bool HasFinalNorm => FinalNorm ?? NormPlacement == NormPlacement.Before;

    /// <summary>
    /// The base model of Tables 2 and 3, 65M parameters there. With a vocabulary of 37,000: 63,082,496.
    /// </summary>
    /// <param name="vocabularySize">V; about 37,000 in the paper for English–German (§5.1).</param>
    public static TransformerConfig Base(int vocabularySize) => new() { VocabularySize = vocabularySize };

    /// <summary>
    /// The big model of Tables 2 and 3, 213M parameters there. With a vocabulary of 37,000: 214,245,376.
    /// </summary>
    /// <param name="vocabularySize">V.</param>
    public static TransformerConfig Big(int vocabularySize) =>
        new() { VocabularySize = vocabularySize, Width = 1024, Heads = 16, FeedForwardWidth = 4096, Dropout = 0.3 };

    /// <summary>
    /// Half the base model in every direction, for real sentences on two cores: 3+3 layers, 256 wide, FFN 1024.
    /// </summary>
    /// <param name="vocabularySize">V.</param>
    public static TransformerConfig Small(int vocabularySize) =>
        new()
        {
            VocabularySize = vocabularySize,
            Width =
            256,
            EncoderLayers = 3,
            DecoderLayers = 3,
            Heads = 4,
            FeedForwardWidth = 1024
        };

    /// <summary>For the kit's small world and for tests, trained in seconds: 2+2 layers, 64 wide, FFN 256.</summary>
    /// <param name="vocabularySize">V.</param>
    public static TransformerConfig Tiny(int vocabularySize) =>
        new()
        {
            VocabularySize = vocabularySize,
            Width =
            64,
            EncoderLayers = 2,
            DecoderLayers = 2,
            Heads = 4,
            FeedForwardWidth = 256
        };

    /// <summary>Throws with everything that is wrong, at once. The model's constructor calls it.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        Positive(VocabularySize, nameof(VocabularySize));
        Positive(Width, nameof(Width));
        Positive(Heads, nameof(Heads));
        Positive(KeyWidth ?? 1, nameof(KeyWidth));
        Positive(ValueWidth ?? 1, nameof(ValueWidth));
        Rule(EncoderLayers >= 0, nameof(EncoderLayers), "must not be negative", EncoderLayers);
        Rule(DecoderLayers > 0, nameof(DecoderLayers), "must be positive", DecoderLayers);
        Rule(FeedForwardWidth >= 0, nameof(FeedForwardWidth), "must not be negative (0 leaves the " +
            "networks out)", FeedForwardWidth);
        if (Heads > 0 && (KeyWidth is null || ValueWidth is null))
        {
            Rule(Width % Heads == 0, nameof(Width), $"must be a multiple of Heads = {Heads}, or KeyWidth and " +
                "ValueWidth be given", Width);
        }

        Share(Dropout, nameof(Dropout));
        Share(AttentionDropout, nameof(AttentionDropout));
        Share(FeedForwardDropout, nameof(FeedForwardDropout));
        Rule(PaddingToken >= 0 && PaddingToken < VocabularySize,
            nameof(PaddingToken), $"must be a token, from 0 to {VocabularySize - 1}", PaddingToken);
        if (Positions == PositionKind.Sinusoidal)
        {
            Rule(Width % 2 == 0, nameof(Width), "must be even for sinusoidal positions", Width);
        }

        if (Positions == PositionKind.Learned) Positive(LearnedPositions, nameof(LearnedPositions));
        if (problems.Count > 0)
        {
            throw new ArgumentException($"This Transformer cannot be built:\n  {string.Join("\n  ", problems)}");
        }

        void Positive(int value, string name) => Rule(value > 0, name, "must be positive", value);
        void Share(double value, string name) => Rule(value is >= 0 and < 1, name, "must lie between 0 and 1", value);
        void Rule(bool holds, string name, string rule, object received)
        {
            if (!holds) problems.Add($"{name} {rule}. Received {received}.");
        }
    }
}
