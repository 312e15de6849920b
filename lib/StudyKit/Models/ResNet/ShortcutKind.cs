namespace StudyKit.Models.ResNet;

/// <summary>What stands on the way around a block (He et al., 2015, §3.3 and Table 3).</summary>
public enum ShortcutKind
{
    /// <summary>No way around: the plain network, y = F(x).</summary>
    None,

    /// <summary>
    /// Option A: x itself; where the size changes, every second pixel, and zeros behind x's maps for the new ones. No
    /// parameters.
    /// </summary>
    ZeroPadded,

    /// <summary>
    /// Option A with the zeros on both sides of x's maps, half before and half behind, as the nets published by Yerlan
    /// Idelbayev (<c>akamaster</c>) have it. The paper does not say where the zeros stand; weights trained one way give
    /// wrong answers the other way.
    /// </summary>
    ZeroPaddedBothSides,

    /// <summary>
    /// Option B: x itself; where the size changes, a 1×1 convolution and a BatchNorm (W_s of equation 2).
    /// </summary>
    Projected,

    /// <summary>Option C: a 1×1 convolution and a BatchNorm around every block.</summary>
    ProjectedEverywhere,

    /// <summary>
    /// A control for option C, not in the paper: the same 1×1 convolutions, but beside x and not in its place,
    /// y = x + (F(x) + W x). As many parameters and multiply-adds as C, and the identity stays.
    /// </summary>
    IdentityAndProjection,
}
