using StudyKit.Nn.Attention;
using StudyKit.Nn.Projections;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Gpt;

/// <summary>
/// Masked self-attention with the names of the published weights: <c>attn.c_attn</c> makes q, k and v at once. GPT,
/// GPT-2 and GPT-3 share it.
/// </summary>
public sealed class GptAttention : Module<Tensor, Tensor?, KeyValueCache?, Tensor>, IAttentionSource,
    IComparisonSource, IHeadOutput
{
    private readonly TransposedLinear c_attn;
    private readonly TransposedLinear c_proj;
    private readonly VectorizedDropout attn_dropout;

    internal GptAttention(int width, int heads, double dropout, bool biases = true)
        : base(nameof(GptAttention))
    {
        Heads = heads;
        c_attn = new TransposedLinear(width, 3 * width, biases);
        c_proj = new TransposedLinear(width, width, biases);
        attn_dropout = new VectorizedDropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public int Heads { get; }

    /// <inheritdoc/>
    public Action<Tensor>? Recorder { get; set; }

    /// <inheritdoc/>
    public Action<Tensor, Tensor>? Comparisons { get; set; }

    /// <summary>Each position looks at itself and at those before it.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">The causal mask [1, 1, T, S]; null where all may be seen, as by one new token.</param>
    /// <param name="past">
    /// Keys and values of the S − T positions before, which those of x join; null when x is all there is.
    /// </param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask, KeyValueCache? past)
    {
        var (B, T, C) = x.shape;                                          // batch, tokens, width
        Tensor[] qkv = c_attn.call(x).chunk(3, -1);                       // three of [B, T, C]
        Tensor q = Split(qkv[0]), k = Split(qkv[1]), v = Split(qkv[2]);   // [B, H, T, D]
        if (past is not null) (k, v) = past.Append(k, v);                 // [B, H, S, D]: what came before, and x
        Comparisons?.Invoke(q, k);

        // softmax(q kᵀ / √D + mask) v
        Tensor y = AttentionHeads.Attend(q, k, v, mask, attn_dropout.WhenDropping, Recorder);
        return c_proj.call(y.transpose(1, 2).reshape(B, T, C));           // heads side by side, then mixed

        Tensor Split(Tensor part) => part.view(B, T, Heads, C / Heads).transpose(1, 2);
    }

    /// <inheritdoc/>
    public Tensor HeadOutput(int head)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(head);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head, Heads);
        long width = c_proj.Weight.shape[0] / Heads;
        return c_proj.Weight.narrow(0, head * width, width); // [D, C]: stored transposed, so a head has rows
    }
}
