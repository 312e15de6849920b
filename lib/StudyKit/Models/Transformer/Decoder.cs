using StudyKit.Nn.Attention;
using StudyKit.Nn.Normalization;

namespace StudyKit.Models.Transformer;

/// <summary>The decoder: N layers one after the other ("Attention Is All You Need", §3.1).</summary>
/// <remarks>Names are those of PyTorch's <c>nn.TransformerDecoder</c>.</remarks>
public sealed class Decoder : Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor>
{
    private readonly ModuleList<DecoderLayer> layers;
    private readonly SequenceNorm? norm;

    /// <summary>Builds the stack.</summary>
    /// <param name="config">Sizes and switches.</param>
    public Decoder(TransformerConfig config)
        : base(nameof(Decoder))
    {
        ArgumentNullException.ThrowIfNull(config);
        layers = ModuleList([.. Enumerable.Range(0, config.DecoderLayers).Select(_ => new DecoderLayer(config))]);
        norm = config.HasFinalNorm ? SequenceNorm.Create(config.Norm, config.Width) : null;
        RegisterComponents();
    }

    /// <summary>Passes vectors through all layers.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="memory">The encoder's output [B, S, C].</param>
    /// <param name="mask">Hides later positions, broadcast over [B, H, T, T].</param>
    /// <param name="memoryMask">Hides the source's padding, broadcast over [B, H, T, S].</param>
    /// <param name="real">[B, T], true for tokens.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor memory, Tensor? mask, Tensor? memoryMask, Tensor? real)
    {
        foreach (DecoderLayer layer in layers) x = layer.call(x, memory, mask, memoryMask, real);
        return norm is null ? x : norm.call(x, real);
    }

    /// <summary>Passes new positions through all layers, which remember the earlier ones.</summary>
    /// <param name="x">[B, n, C].</param>
    /// <param name="memory">The encoder's output [B, S, C]; looked at only the first time.</param>
    /// <param name="past">One cache for each layer's earlier positions.</param>
    /// <param name="source">One cache for each layer's view of the encoder's output.</param>
    /// <param name="mask">Broadcast over [B, H, n, all positions so far].</param>
    /// <param name="memoryMask">Broadcast over [B, H, n, S].</param>
    /// <returns>[B, n, C].</returns>
    public Tensor Continue(Tensor x, Tensor memory,
        IReadOnlyList<KeyValueCache> past, IReadOnlyList<KeyValueCache> source, Tensor? mask, Tensor? memoryMask)
    {
        int index = 0;
        foreach (DecoderLayer layer in layers)
        {
            x = layer.Continue(x, memory, past[index], source[index], mask, memoryMask);
            index++;
        }

        return norm is null ? x : norm.call(x, null);
    }
}
