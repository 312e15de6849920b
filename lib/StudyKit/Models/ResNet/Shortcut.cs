namespace StudyKit.Models.ResNet;

/// <summary>What comes around a block: x itself, or x brought to the block's size (He et al., 2015, §3.3).</summary>
/// <param name="kind">What is done where the size changes.</param>
/// <param name="outputs">C', the block's maps.</param>
/// <param name="stride">The block's stride.</param>
/// <param name="projection">
/// W_s of equation 2; null where there is none. It belongs to the block, under its name.
/// </param>
internal sealed class Shortcut(ShortcutKind kind, int outputs, int stride, Sequential? projection)
{
    /// <summary>Whether the option puts W_s around a block of these sizes.</summary>
    public static bool IsProjected(ShortcutKind kind, int inputs, int outputs, int stride) => kind switch
    {
        ShortcutKind.ProjectedEverywhere or ShortcutKind.IdentityAndProjection => true,
        ShortcutKind.Projected => stride != 1 || inputs != outputs,
        _ => false,
    };

    /// <summary>x, [B, C, H, W], as it comes around the block: [B, C', H / stride, W / stride].</summary>
    public Tensor Of(Tensor x)
    {
        bool identity = HasIdentity(x);
        bool beside = identity && kind == ShortcutKind.IdentityAndProjection;
        if (projection is not null && !beside) return projection.call(x);
        if (identity) return x;

        // Option A: every second pixel, and zeros for the new maps.
        Tensor small = stride == 1 ? x
            : x[TensorIndex.Ellipsis, TensorIndex.Slice(step: stride), TensorIndex.Slice(step: stride)];
        long added = outputs - x.shape[1], before = kind == ShortcutKind.ZeroPaddedBothSides ? added / 2 : 0;
        return functional.pad(small, [0, 0, 0, 0, before, added - before]);
    }

    /// <summary>The control for option C: W x, which is added beside x; null where there is none.</summary>
    public Tensor? Beside(Tensor x) =>
        kind == ShortcutKind.IdentityAndProjection && HasIdentity(x) ? projection?.call(x) : null;

    private bool HasIdentity(Tensor x) => stride == 1 && x.shape[1] == outputs;
}
