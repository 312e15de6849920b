namespace StudyKit.Models.ResNet;

/// <summary>How what comes around a block (x) and what comes through it (F) become one.</summary>
public enum MixKind
{
    /// <summary>x + F, the paper's.</summary>
    Sum,

    /// <summary>a·x + F with one learned number a for each block, from 1 (a reader's idea).</summary>
    ScaledShortcut,

    /// <summary>As <see cref="ScaledShortcut"/>, with a kept between 0 and 2: a = 2σ(r).</summary>
    BoundedShortcut,

    /// <summary>x + a·F with one learned number a for each block, from 1.</summary>
    ScaledBranch,

    /// <summary>As <see cref="ScaledBranch"/>, with a kept between 0 and 2.</summary>
    BoundedBranch,

    /// <summary>
    /// T·F + (1 − T)·x with a gate T = σ(W_T x + b_T) for each place and map (Srivastava et al., 2015; 1505.00387).
    /// </summary>
    HighwayGate,
}
