using StudyKit.Nn.Projections;

namespace StudyKit.Models.Gpt;

/// <summary>The feed-forward network of every GPT: W₂ GELU(W₁ x), four times as wide inside.</summary>
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

    // The approximation by tanh (Hendrycks and Gimpel, 2016, §2), which OpenAI's code used:
    // ½x (1 + tanh(√(2/π) (x + 0.044715 x³))).
    public override Tensor forward(Tensor x) =>
        c_proj.call(functional.gelu(c_fc.call(x), TorchSharp.Modules.GELU.Approximate.tanh));
}
