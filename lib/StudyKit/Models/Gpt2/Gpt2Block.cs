using StudyKit.Models.Gpt;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;
using StudyKit.Nn.Residual;

namespace StudyKit.Models.Gpt2;

/// <summary>
/// One layer (Radford et al., 2019, §2.3): "layer normalization was moved to the input of each sub-block", so that the
/// residual stream goes from the first layer to the last untouched. Attention and MLP are those of the first GPT.
/// </summary>
public sealed class Gpt2Block : Module<Tensor, Tensor?, KeyValueCache?, Tensor>
{
    private readonly LayerNorm ln_1;
    private readonly GptAttention attn;
    private readonly LayerNorm ln_2;
    private readonly GptMlp mlp;
    private readonly VectorizedDropout dropout;
    private readonly bool _before;

    internal Gpt2Block(Gpt2Config config)
        : base(nameof(Gpt2Block))
    {
        ln_1 = LayerNorm(config.Width, config.Epsilon, bias: config.Biases);
        attn = new GptAttention(config.Width, config.Heads, config.AttentionDropout, config.Biases);
        ln_2 = LayerNorm(config.Width, config.Epsilon, bias: config.Biases);
        mlp = new GptMlp(config.Width, config.Biases);
        dropout = new VectorizedDropout(config.Dropout);
        _before = config.Norm == NormPlacement.Before;
        RegisterComponents();
    }

    /// <summary>Both sub-layers.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">Who may look where: [1, 1, T, S], or null where all may be seen.</param>
    /// <param name="past">What the layer remembers of the S − T positions before; null when x is all there is.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask, KeyValueCache? past)
    {
        if (_before)
        {
            x = x + dropout.call(attn.call(ln_1.call(x), mask, past));
            return x + dropout.call(mlp.call(ln_2.call(x)));
        }

        x = ln_1.call(x + dropout.call(attn.call(x, mask, past)));
        return ln_2.call(x + dropout.call(mlp.call(x)));
    }
}
