using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Baselines.Convolutional;

/// <summary>A convolution to twice the width, of which one half opens or shuts the other.</summary>
/// <remarks>
/// Gehring et al. (2017), §3.2: <c>v([A B]) = A ⊗ σ(B)</c>, after Dauphin et al. (2016). Sums of two are multiplied by
/// √0.5, which keeps their variance (§3.4).
/// </remarks>
internal sealed class GatedConvolution : Module<Tensor, Tensor>
{
    private readonly PaddedConvolution convolution;
    private readonly double _dropout;

    public GatedConvolution(int width, int kernel, bool causal, double dropout)
        : base(nameof(GatedConvolution))
    {
        _dropout = dropout;
        convolution = new PaddedConvolution(width, 2 * width, kernel, causal);
        RegisterComponents();
        // §3.5: variance 4p / n for what feeds a gate, n inputs kept with probability p.
        foreach ((string name, Parameter parameter) in convolution.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal)) init.zeros_(parameter);
            else init.normal_(parameter, 0, Math.Sqrt(4 * (1 - dropout) / (kernel * width)));
        }
    }

    /// <summary>The convolution and its gate, without the shortcut.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x)
    {
        Tensor dropped = training && _dropout > 0 ? VectorizedDropout.Drop(x, _dropout) : x;
        return functional.glu(convolution.call(dropped), -1);
    }

    /// <summary>With the shortcut.</summary>
    public Tensor Residual(Tensor x) => (call(x) + x) * Math.Sqrt(0.5);
}
