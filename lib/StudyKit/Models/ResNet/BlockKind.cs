namespace StudyKit.Models.ResNet;

/// <summary>What a block computes besides its shortcut.</summary>
public enum BlockKind
{
    /// <summary>One 3×3 convolution: y = W₁x + x, which the paper says gives no advantage (§3.2).</summary>
    OneLayer,

    /// <summary>Two 3×3 convolutions (Figure 5, left).</summary>
    Basic,

    /// <summary>1×1 to a quarter of the maps, 3×3, and 1×1 back (Figure 5, right).</summary>
    Bottleneck,
}
