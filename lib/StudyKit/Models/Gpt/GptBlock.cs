using StudyKit.Nn.Attention;
using StudyKit.Nn.Projections;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Gpt;

/// <summary>Masked self-attention with the names of the published weights: <c>attn.c_attn</c> makes q, k and v at once.</summary>
public sealed class GptAttention : Module<Tensor, Tensor, Tensor>, IAttentionSource
{
    private readonly TransposedLinear c_attn;
    private readonly TransposedLinear c_proj;
    private readonly VectorizedDropout attn_dropout;
    private readonly int _heads;

    internal GptAttention(GptConfig config)
        : base(nameof(GptAttention))
    {
        _heads = config.Heads;
        c_attn = new TransposedLinear(config.Width, 3 * config.Width);
        c_proj = new TransposedLinear(config.Width, config.Width);
        attn_dropout = new VectorizedDropout(config.AttentionDropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public Action<Tensor>? Recorder { get; set; }

    /// <summary>Each position looks at itself and at those before it.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">The causal mask [1, 1, T, T].</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor mask)
    {
        Tensor[] qkv = c_attn.call(x).chunk(3, -1);
        return c_proj.call(AttentionHeads.Attend(qkv[0], qkv[1], qkv[2], _heads, mask, attn_dropout, Recorder));
    }
}

internal sealed class GptMlp : Module<Tensor, Tensor>
{
    private readonly TransposedLinear c_fc;
    private readonly TransposedLinear c_proj;

    public GptMlp(int width)
        : base(nameof(GptMlp))
    {
        c_fc = new TransposedLinear(width, 4 * width);
        c_proj = new TransposedLinear(4 * width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => c_proj.call(Gelu(c_fc.call(x)));

    // The approximation by tanh (Hendrycks and Gimpel, 2016, §2), which OpenAI's code used.
    private static Tensor Gelu(Tensor x) => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x.pow(3))).tanh());
}

/// <summary>One layer (Radford et al., 2018, Figure 1 left): LayerNorm(x + Attention(x)), then LayerNorm(n + MLP(n)).</summary>
public sealed class GptBlock : Module<Tensor, Tensor, Tensor>
{
    private readonly GptAttention attn;
    private readonly LayerNorm ln_1;
    private readonly GptMlp mlp;
    private readonly LayerNorm ln_2;
    private readonly VectorizedDropout dropout;

    internal GptBlock(GptConfig config)
        : base(nameof(GptBlock))
    {
        attn = new GptAttention(config);
        ln_1 = LayerNorm(config.Width, config.Epsilon);
        mlp = new GptMlp(config.Width);
        ln_2 = LayerNorm(config.Width, config.Epsilon);
        dropout = new VectorizedDropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>Both sub-layers.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">The causal mask [1, 1, T, T].</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor mask)
    {
        Tensor n = ln_1.call(x + dropout.call(attn.call(x, mask)));
        return ln_2.call(n + dropout.call(mlp.call(n)));
    }
}
