using StudyKit.Nn.Normalization;

namespace StudyKit.Models.Transformer;

/// <summary>The encoder: N layers one after the other ("Attention Is All You Need", §3.1).</summary>
/// <remarks>Names are those of PyTorch's <c>nn.TransformerEncoder</c>.</remarks>
public sealed class Encoder : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly ModuleList<EncoderLayer> layers;
    private readonly SequenceNorm? norm;

    /// <summary>Builds the stack.</summary>
    /// <param name="config">Sizes and switches.</param>
    public Encoder(TransformerConfig config)
        : base(nameof(Encoder))
    {
        ArgumentNullException.ThrowIfNull(config);
        layers = ModuleList([.. Enumerable.Range(0, config.EncoderLayers).Select(_ => new EncoderLayer(config))]);
        norm = config.HasFinalNorm ? SequenceNorm.Create(config.Norm, config.Width) : null;
        RegisterComponents();
    }

    /// <summary>Passes vectors through all layers.</summary>
    /// <param name="x">[B, S, C].</param>
    /// <param name="mask">Hides padding, broadcast over [B, H, S, S].</param>
    /// <param name="real">[B, S], true for tokens.</param>
    /// <returns>[B, S, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask, Tensor? real)
    {
        foreach (EncoderLayer layer in layers) x = layer.call(x, mask, real);
        return norm is null ? x : norm.call(x, real);
    }
}
