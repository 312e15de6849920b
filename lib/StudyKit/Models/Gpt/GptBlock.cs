using StudyKit.Nn.Attention;
using StudyKit.Nn.Projections;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Gpt;

/// <summary>Masked self-attention with the names of the published weights: <c>attn.c_attn</c> makes q, k and v at once.</summary>
public sealed class GptAttention : Module<Tensor, Tensor?, KeyValueCache?, Tensor>, IAttentionSource
{
    private readonly TransposedLinear c_attn;
    private readonly TransposedLinear c_proj;
    private readonly VectorizedDropout attn_dropout;
    private readonly int _heads;

    internal GptAttention(int width, int heads, double dropout, bool biases = true)
        : base(nameof(GptAttention))
    {
        _heads = heads;
        c_attn = new TransposedLinear(width, 3 * width, biases);
        c_proj = new TransposedLinear(width, width, biases);
        attn_dropout = new VectorizedDropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public Action<Tensor>? Recorder { get; set; }

    /// <summary>Each position looks at itself and at those before it.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">The causal mask [1, 1, T, S]; null where all may be seen, as by one new token.</param>
    /// <param name="past">Keys and values of the S − T positions before, which those of x join; null when x is all there is.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask, KeyValueCache? past)
    {
        Tensor[] qkv = c_attn.call(x).chunk(3, -1);
        return c_proj.call(AttentionHeads.Attend(qkv[0], qkv[1], qkv[2], _heads, mask, attn_dropout, Recorder, past));
    }
}

internal sealed class GptMlp : Module<Tensor, Tensor>
{
    private readonly TransposedLinear c_fc;
    private readonly TransposedLinear c_proj;

    public GptMlp(int width, bool biases = true)
        : base(nameof(GptMlp))
    {
        c_fc = new TransposedLinear(width, 4 * width, biases);
        c_proj = new TransposedLinear(4 * width, width, biases);
        RegisterComponents();
    }

    // The approximation by tanh (Hendrycks and Gimpel, 2016, §2), which OpenAI's code used: ½x (1 + tanh(√(2/π) (x + 0.044715 x³))).
    public override Tensor forward(Tensor x) => c_proj.call(functional.gelu(c_fc.call(x), TorchSharp.Modules.GELU.Approximate.tanh));
}

/// <summary>One layer (Radford et al., 2018, Figure 1 left): LayerNorm(x + Attention(x)), then LayerNorm(n + MLP(n)).</summary>
public sealed class GptBlock : Module<Tensor, Tensor?, KeyValueCache?, Tensor>
{
    private readonly GptAttention attn;
    private readonly LayerNorm ln_1;
    private readonly GptMlp mlp;
    private readonly LayerNorm ln_2;
    private readonly VectorizedDropout dropout;

    internal GptBlock(GptConfig config)
        : base(nameof(GptBlock))
    {
        attn = new GptAttention(config.Width, config.Heads, config.AttentionDropout);
        ln_1 = LayerNorm(config.Width, config.Epsilon);
        mlp = new GptMlp(config.Width);
        ln_2 = LayerNorm(config.Width, config.Epsilon);
        dropout = new VectorizedDropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>Both sub-layers.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">The causal mask [1, 1, T, S], or null.</param>
    /// <param name="past">What the layer remembers of the positions before; null when x is all there is.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask, KeyValueCache? past)
    {
        Tensor n = ln_1.call(x + dropout.call(attn.call(x, mask, past)));
        return ln_2.call(n + dropout.call(mlp.call(n)));
    }
}
