using StudyKit.Generation;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Embeddings;

namespace StudyKit.Models.Baselines.Convolutional;

/// <summary>Translation by convolutions with gates, and attention in every layer of the decoder.</summary>
/// <remarks>
/// <para>"Convolutional Sequence to Sequence Learning" (Gehring et al., 2017, arXiv 1705.03122), §3. Two places at
/// distance n meet after about n / (k − 1) layers: the number of operations between them grows linearly.</para>
/// <para>Differs from the paper: no weight normalization (its initialization of the convolutions is kept: variances
/// that hold the activations' variance, §3.5), the encoder's gradients are not divided by the number of attentions
/// (§3.4), one shared embedding, and one width for all layers.</para>
/// </remarks>
public sealed class ConvS2S : SequenceBaseline
{
    private readonly LearnedPositions source_positions;
    private readonly LearnedPositions target_positions;
    private readonly ModuleList<GatedConvolution> encoder;
    private readonly ModuleList<ConvS2SDecoderLayer> decoder;
    private readonly Linear output;
    private readonly int _longest;

    /// <summary>Builds the model with random weights.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="kernel">k, the places that one convolution sees. The paper's is 3.</param>
    /// <param name="longest">Positions are learned up to this length.</param>
    public ConvS2S(BaselineConfig config, int kernel = 3, int longest = 256)
        // N(0, 0.1) in §3.5: with more, d · z saturates softmax from the start
        : base(nameof(ConvS2S), config, unitVariance: false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 2);
        int width = config.Width;
        source_positions = new LearnedPositions(longest, width);
        target_positions = new LearnedPositions(longest, width);
        encoder = new ModuleList<GatedConvolution>([.. Enumerable.Range(0, config.Layers)
            .Select(_ => new GatedConvolution(width, kernel, causal: false, config.Dropout))]);
        decoder = new ModuleList<ConvS2SDecoderLayer>([.. Enumerable.Range(0, config.Layers)
            .Select(_ => new ConvS2SDecoderLayer(width, kernel, config.Dropout))]);
        output = Linear(width, width);
        _longest = longest;
        RegisterComponents();
    }

    private protected override IDecodingState Start(Tensor source) => new RecomputedDecoding(this, source, _longest);

    private protected override Tensor HiddenStates(Tensor source, Tensor target)
    {
        Tensor real = source.ne(Config.PaddingToken);                                         // [B, S]
        Tensor kept = real.unsqueeze(-1).to(ScalarType.Float32);                              // [B, S, 1]
        Tensor words = Drop(source_positions.call(embedding.call(source), 0));                // e  [B, S, C]
        Tensor z = words * kept;
        // padding stays zero, as beyond the end
        foreach (GatedConvolution layer in encoder) z = layer.Residual(z) * kept;
        Tensor values = (z + words) * Math.Sqrt(0.5);                                         // z_j + e_j (equation 2)
        Tensor mask = AttentionMask.FromVisible(real, z).unsqueeze(1);                        // [B, 1, S]

        Tensor g = Drop(target_positions.call(embedding.call(target), 0));                    // g  [B, T, C]
        Tensor h = g;
        foreach (ConvS2SDecoderLayer layer in decoder) h = layer.call(h, g, z, values, mask);
        return Drop(output.call(h));
    }
}
