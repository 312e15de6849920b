namespace StudyKit.Nn.Residual;

/// <summary>Where a sub-layer is normalised.</summary>
public enum NormPlacement
{
    /// <summary>LayerNorm(x + Sublayer(x)), the paper's way ("post-norm").</summary>
    After,

    /// <summary>
    /// x + Sublayer(LayerNorm(x)): the shortcut is left alone from the first layer to the last ("pre-norm").
    /// </summary>
    Before,
}
