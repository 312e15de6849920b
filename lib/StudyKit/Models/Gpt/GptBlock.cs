using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Gpt;

/// <summary>
/// One layer (Radford et al., 2018, Figure 1 left): LayerNorm(x + Attention(x)), then LayerNorm(n + MLP(n)).
/// </summary>
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
