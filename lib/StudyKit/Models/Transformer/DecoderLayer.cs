using StudyKit.Nn.Attention;
using StudyKit.Nn.FeedForward;
using StudyKit.Nn.Normalization;
using StudyKit.Nn.Regularization;
using StudyKit.Nn.Residual;

namespace StudyKit.Models.Transformer;

/// <summary>
/// One layer of the decoder: masked self-attention, attention to the encoder's output, then the feed-forward network
/// ("Attention Is All You Need", §3.1, Figure 1 right).
/// </summary>
/// <remarks>
/// Names are those of PyTorch's <c>nn.TransformerDecoderLayer</c>: <c>multihead_attn</c> is the attention to the
/// encoder.
/// </remarks>
public sealed class DecoderLayer : Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor>
{
    private readonly MultiHeadAttention self_attn;
    private readonly MultiHeadAttention multihead_attn;
    private readonly Linear? linear1;
    private readonly Linear? linear2;
    private readonly SequenceNorm? norm1;
    private readonly SequenceNorm? norm2;
    private readonly SequenceNorm? norm3;
    private readonly VectorizedDropout dropout;
    private readonly PositionwiseFeedForward? _feedForward;
    private readonly ResidualConnection _first, _second;
    private readonly ResidualConnection? _third;

    /// <summary>Builds one layer of the model that <paramref name="config"/> describes.</summary>
    /// <param name="config">Sizes and switches.</param>
    public DecoderLayer(TransformerConfig config)
        : base(nameof(DecoderLayer))
    {
        ArgumentNullException.ThrowIfNull(config);
        self_attn = new MultiHeadAttention(
            config.Width, config.Heads, config.KeyWidth, config.ValueWidth, config.AttentionDropout,
            config.ScaledScores);
        multihead_attn = new MultiHeadAttention(
            config.Width, config.Heads, config.KeyWidth, config.ValueWidth, config.AttentionDropout,
            config.ScaledScores);
        norm1 = SequenceNorm.Create(config.Norm, config.Width);
        norm2 = SequenceNorm.Create(config.Norm, config.Width);
        dropout = new VectorizedDropout(config.Dropout);
        _first = new ResidualConnection(norm1, dropout, config.NormPlacement, config.Residual);
        _second = new ResidualConnection(norm2, dropout, config.NormPlacement, config.Residual);
        if (config.FeedForwardWidth > 0)
        {
            linear1 = Linear(config.Width, config.FeedForwardWidth);
            linear2 = Linear(config.FeedForwardWidth, config.Width);
            norm3 = SequenceNorm.Create(config.Norm, config.Width);
            _feedForward = new PositionwiseFeedForward(linear1, linear2, config.FeedForwardDropout);
            _third = new ResidualConnection(norm3, dropout, config.NormPlacement, config.Residual);
        }

        RegisterComponents();
    }

    /// <summary>Figure 1, right.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="memory">The encoder's output [B, S, C].</param>
    /// <param name="mask">Hides later positions: added to the scores, broadcast over [B, H, T, T].</param>
    /// <param name="memoryMask">Hides the source's padding: broadcast over [B, H, T, S].</param>
    /// <param name="real">[B, T], true for tokens and false for padding; null when there is none.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor memory, Tensor? mask, Tensor? memoryMask, Tensor? real) =>
        SubLayers(x, y => self_attn.call(y, y, y, mask), y => multihead_attn.call(y, memory, memory, memoryMask), real);

    /// <summary>The same for new positions after those in the cache.</summary>
    /// <param name="x">[B, n, C], the new positions.</param>
    /// <param name="memory">The encoder's output [B, S, C]; looked at only the first time.</param>
    /// <param name="past">Keys and values of this layer's earlier positions.</param>
    /// <param name="source">Keys and values of the encoder's output for this layer.</param>
    /// <param name="mask">Broadcast over [B, H, n, all positions so far].</param>
    /// <param name="memoryMask">Broadcast over [B, H, n, S].</param>
    /// <returns>[B, n, C].</returns>
    public Tensor Continue(
        Tensor x, Tensor memory, KeyValueCache past, KeyValueCache source, Tensor? mask, Tensor? memoryMask) =>
        SubLayers(x, y => self_attn.AttendToPast(y, past, mask), y =>
            multihead_attn.AttendToSource(y, memory, source, memoryMask), null);

    private Tensor SubLayers(Tensor x, Func<Tensor, Tensor> toTarget, Func<Tensor, Tensor> toSource, Tensor? real)
    {
        x = _first.call(x, toTarget, real);
        x = _second.call(x, toSource, real);
        return _third?.call(x, _feedForward!.call, real) ?? x;
    }
}
