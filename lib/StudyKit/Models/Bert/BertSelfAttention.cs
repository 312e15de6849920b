using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Bert;

/// <summary>
/// Self-attention with the names of the published weights: <c>attention.self.query</c>, <c>.key</c>, <c>.value</c>.
/// </summary>
public sealed class BertSelfAttention : Module<Tensor, Tensor?, Tensor>, IAttentionSource, IComparisonSource
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly VectorizedDropout dropout;
    private readonly int _heads;

    internal BertSelfAttention(BertConfig config)
        : base(nameof(BertSelfAttention))
    {
        _heads = config.Heads;
        query = Linear(config.Width, config.Width);
        key = Linear(config.Width, config.Width);
        value = Linear(config.Width, config.Width);
        dropout = new VectorizedDropout(config.AttentionDropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public Action<Tensor>? Recorder { get; set; }

    /// <inheritdoc/>
    public Action<Tensor, Tensor>? Comparisons { get; set; }

    /// <summary>The heads side by side, not yet mixed.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">Added to the scores, broadcast over [B, H, T, T].</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask)
    {
        var (B, T, C) = x.shape;                                                          // batch, tokens, width
        Tensor q = Split(query.call(x)), k = Split(key.call(x)), v = Split(value.call(x)); // [B, H, T, D]
        Comparisons?.Invoke(q, k);

        // softmax(q kᵀ / √D + mask) v
        Tensor y = AttentionHeads.Attend(q, k, v, mask, dropout.WhenDropping, Recorder);
        return y.transpose(1, 2).reshape(B, T, C);                                        // heads side by side

        Tensor Split(Tensor part) => part.view(B, T, _heads, C / _heads).transpose(1, 2);
    }
}
