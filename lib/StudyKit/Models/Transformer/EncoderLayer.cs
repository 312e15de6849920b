using StudyKit.Nn.Attention;
using StudyKit.Nn.FeedForward;
using StudyKit.Nn.Normalization;
using StudyKit.Nn.Regularization;
using StudyKit.Nn.Residual;

namespace StudyKit.Models.Transformer;

/// <summary>
/// One layer of the encoder: self-attention, then the feed-forward network ("Attention Is All You Need", §3.1, Figure 1
/// left).
/// </summary>
/// <remarks>Names are those of PyTorch's <c>nn.TransformerEncoderLayer</c>.</remarks>
public sealed class EncoderLayer : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly MultiHeadAttention self_attn;
    private readonly Linear? linear1;
    private readonly Linear? linear2;
    private readonly SequenceNorm? norm1;
    private readonly SequenceNorm? norm2;
    private readonly VectorizedDropout dropout;
    private readonly PositionwiseFeedForward? _feedForward;
    private readonly ResidualConnection _first;
    private readonly ResidualConnection? _second;

    /// <summary>Builds one layer of the model that <paramref name="config"/> describes.</summary>
    /// <param name="config">Sizes and switches.</param>
    public EncoderLayer(TransformerConfig config)
        : base(nameof(EncoderLayer))
    {
        ArgumentNullException.ThrowIfNull(config);
        self_attn = new MultiHeadAttention(
            config.Width, config.Heads, config.KeyWidth, config.ValueWidth, config.AttentionDropout,
            config.ScaledScores);
        norm1 = SequenceNorm.Create(config.Norm, config.Width);
        dropout = new VectorizedDropout(config.Dropout);
        _first = new ResidualConnection(norm1, dropout, config.NormPlacement, config.Residual);
        if (config.FeedForwardWidth > 0)
        {
            linear1 = Linear(config.Width, config.FeedForwardWidth);
            linear2 = Linear(config.FeedForwardWidth, config.Width);
            norm2 = SequenceNorm.Create(config.Norm, config.Width);
            _feedForward = new PositionwiseFeedForward(linear1, linear2, config.FeedForwardDropout);
            _second = new ResidualConnection(norm2, dropout, config.NormPlacement, config.Residual);
        }

        RegisterComponents();
    }

    /// <summary>Figure 1, left.</summary>
    /// <param name="x">[B, S, C].</param>
    /// <param name="mask">Hides padding: added to the scores, broadcast over [B, H, S, S].</param>
    /// <param name="real">[B, S], true for tokens and false for padding; null when there is none.</param>
    /// <returns>[B, S, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask, Tensor? real)
    {
        x = _first.call(x, y => self_attn.call(y, y, y, mask), real);
        return _second?.call(x, _feedForward!.call, real) ?? x;
    }
}
