using StudyKit.Runtime;

namespace StudyKit.Nn.Attention;

/// <summary>
/// Banded attention without the scores outside of the band: each position sees itself and the w − 1 before it
/// ("Generating Long Sequences with Sparse Transformers", Child et al., 2019; "Language Models are Few-Shot Learners",
/// Brown et al., 2020, §2.1).
/// </summary>
/// <remarks>
/// The sequence is cut into blocks of w. The queries of a block meet the keys of their own block and of the one before
/// it, which together hold every band: 2·w·T scores instead of T². The result equals full attention under
/// <see cref="AttentionMask.Banded"/>.
/// </remarks>
public static class LocalAttention
{
    /// <summary>Attends within the band.</summary>
    /// <param name="q">[B, H, T, D].</param>
    /// <param name="k">Same shape.</param>
    /// <param name="v">Same shape.</param>
    /// <param name="width">w, the number of keys that a query sees at the most.</param>
    /// <returns>[B, H, T, D].</returns>
    public static Tensor Attend(Tensor q, Tensor k, Tensor v, int width)
    {
        Shapes.Check(q, nameof(q), ["B", "H", "T", "D"]);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var (B, H, T, D) = q.shape;
        if (!k.shape.SequenceEqual(q.shape) || !v.shape.SequenceEqual(q.shape))
        {
            throw new ArgumentException(
                $"k and v must have q's shape [{string.Join(", ", q.shape)}]. Received " +
                $"[{string.Join(", ", k.shape)}] and [{string.Join(", ", v.shape)}].", nameof(k));
        }

        using DisposeScope scope = NewDisposeScope();
        width = (int)Math.Max(1, Math.Min(width, T)); // nobody sees more than there is
        long blocks = (T + width - 1) / width;
        Tensor queries = Blocks(q), keys = WithBlockBefore(Blocks(k)), values = WithBlockBefore(Blocks(v));
        Tensor mask = Mask(blocks, width, q);
        Tensor attended = functional.scaled_dot_product_attention(queries, keys, values, mask); // [B, H, n, w, D]
        return attended.reshape(B, H, blocks * width, D).narrow(2, 0, T).MoveToOuterDisposeScope();

        Tensor Blocks(Tensor x) => functional.pad(x, [0, 0, 0, blocks * width - T]).view(B, H, blocks, width, D);
    }

    /// <summary>How many scores are computed for each head: n blocks of w queries with 2w keys.</summary>
    /// <param name="length">T.</param>
    /// <param name="width">w.</param>
    public static long Scores(long length, long width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        width = Math.Min(width, length);
        return (length + width - 1) / width * width * 2 * width;
    }

    // [B, H, n, w, D] → [B, H, n, 2w, D]: before the first block stand zeros, which the mask hides.
    private static Tensor WithBlockBefore(Tensor blocks) =>
        cat([functional.pad(blocks.narrow(2, 0, blocks.shape[2] - 1), [0, 0, 0, 0, 1, 0]), blocks], 3);

    // [n, w, 2w]. Query i of a block is at i + w among the keys; it sees those at i + 1 … i + w.
    private static Tensor Mask(long blocks, long width, Tensor like)
    {
        Tensor visible = ones([width, 2 * width], dtype: ScalarType.Bool, device: like.device)
            .triu(1).logical_and(ones([width, 2 * width], dtype: ScalarType.Bool, device: like.device).tril(width));
        Tensor all = visible.unsqueeze(0).repeat(blocks, 1, 1);
        all[0].narrow(1, 0, width).fill_(false);
        return AttentionMask.FromVisible(all, like);
    }
}
