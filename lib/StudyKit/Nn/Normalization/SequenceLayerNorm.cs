using StudyKit.Runtime;

namespace StudyKit.Nn.Normalization;

/// <summary>LayerNorm: each vector is normalised over its own width, whatever stands beside it in the batch.</summary>
/// <remarks>
/// "Layer Normalization" (Ba et al., 2016), equation (4), for one vector x of width C:
/// <code>
/// μ = 1/C Σ x_i      σ² = 1/C Σ (x_i − μ)²      y = g ⊙ (x − μ) / √(σ² + ε) + b
/// </code>
/// g is <c>weight</c> and b is <c>bias</c>. Length and number of the sequences do not enter, and training and
/// evaluation are the same function. Differs from the paper: ε stands under the root, as in PyTorch's
/// <c>nn.LayerNorm</c>, whose names these are.
/// </remarks>
public sealed class SequenceLayerNorm : SequenceNorm
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly int _width;
    private readonly double _epsilon;

    /// <summary>Builds the layer with weight 1 and bias 0.</summary>
    /// <param name="width">C.</param>
    /// <param name="epsilon">ε, keeps the root away from zero.</param>
    public SequenceLayerNorm(int width, double epsilon = 1e-5)
        : base(nameof(SequenceLayerNorm))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (_width, _epsilon) = (width, epsilon);
        weight = Parameter(ones(width));
        bias = Parameter(zeros(width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x, Tensor? real)
    {
        Shapes.Check(x, nameof(x), ["B", "T", ("C", _width)]);
        return functional.layer_norm(x, [_width], weight, bias, _epsilon); // Equation(), fused
    }

    /// <summary>The equation as it stands in the paper; the layer itself uses libtorch's fused form of it.</summary>
    /// <param name="x">[…, C].</param>
    /// <param name="g">[C], the gain.</param>
    /// <param name="b">[C], the bias.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>[…, C].</returns>
    public static Tensor Equation(Tensor x, Tensor g, Tensor b, double epsilon = 1e-5)
    {
        Tensor mean = x.mean([-1], keepdim: true);                           // μ   […, 1]
        Tensor variance = (x - mean).square().mean([-1], keepdim: true);     // σ²  […, 1]
        return g * (x - mean) / (variance + epsilon).sqrt() + b;
    }
}
