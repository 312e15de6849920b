using StudyKit.Nn.Normalization;
using StudyKit.Nn.Regularization;

namespace StudyKit.Nn.Residual;

/// <summary>What stands round each sub-layer: a shortcut past it, a normalisation, and dropout on its output.</summary>
/// <remarks>
/// "Attention Is All You Need", §3.1: the output is <c>LayerNorm(x + Sublayer(x))</c>; §5.4: dropout is applied "to the
/// output of each sub-layer, before it is added to the sub-layer input and normalized". Pre-norm, <c>x +
/// Sublayer(LayerNorm(x))</c>, is from "On Layer Normalization in the Transformer Architecture" (Xiong et al., 2020).
/// The layer that owns the norm and the dropout registers them; this class only says how they are used.
/// </remarks>
/// <param name="norm">The normalisation; null for none.</param>
/// <param name="dropout">Dropout on the sub-layer's output.</param>
/// <param name="placement">After the addition, or before the sub-layer.</param>
/// <param name="shortcut">False drops the "x +", to see what it is for.</param>
public sealed class ResidualConnection(
    SequenceNorm? norm, VectorizedDropout dropout, NormPlacement placement, bool shortcut = true)
{
    /// <summary>Applies the sub-layer with all that stands round it.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="sublayer">Attention or the feed-forward network: [B, T, C] → [B, T, C].</param>
    /// <param name="real">[B, T], true for tokens and false for padding; null when there is none.</param>
    /// <returns>[B, T, C].</returns>
    public Tensor call(Tensor x, Func<Tensor, Tensor> sublayer, Tensor? real) => placement == NormPlacement.After
        ? Normalize(Add(x, dropout.call(sublayer(x))), real)
        : Add(x, dropout.call(sublayer(Normalize(x, real))));

    private Tensor Normalize(Tensor x, Tensor? real) => norm is null ? x : norm.call(x, real);

    private Tensor Add(Tensor x, Tensor y) => shortcut ? x + y : y;
}
