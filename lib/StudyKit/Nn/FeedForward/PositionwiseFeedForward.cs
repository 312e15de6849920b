using StudyKit.Nn.Regularization;

namespace StudyKit.Nn.FeedForward;

/// <summary>The same small network at every position: one hidden layer, wider than the vectors.</summary>
/// <remarks>
/// "Attention Is All You Need", §3.3: <c>FFN(x) = max(0, x W₁ + b₁) W₂ + b₂</c> (2). W₁ᵀ, b₁ are <c>linear1</c>, W₂ᵀ,
/// b₂ are
/// <c>linear2</c>. The layer that owns the two registers them under its own name, as <c>nn.TransformerEncoderLayer</c>
/// does; this class only says how they are used.
/// </remarks>
/// <param name="linear1">C → the inner width (d_ff).</param>
/// <param name="linear2">The inner width → C.</param>
/// <param name="dropout">Share of the inner units set to zero in training. The paper has none here.</param>
public sealed class PositionwiseFeedForward(Linear linear1, Linear linear2, double dropout = 0)
{
    /// <summary>Equation (2).</summary>
    /// <param name="x">[B, T, C].</param>
    /// <returns>[B, T, C].</returns>
    public Tensor call(Tensor x)
    {
        Tensor inner = linear1.call(x).relu_(); // max(0, x W₁ + b₁), in place: nobody else holds it. [B, T, d_ff]
        if (linear1.training && dropout > 0) inner = VectorizedDropout.Drop(inner, dropout);
        return linear2.call(inner);
    }
}
