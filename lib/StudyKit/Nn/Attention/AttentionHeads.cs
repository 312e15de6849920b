using StudyKit.Runtime;

namespace StudyKit.Nn.Attention;

/// <summary>
/// What every attention does between its projections ("Attention Is All You Need", §3.2.2), whatever the published
/// names of those: split into heads, equation (1), heads side by side again.
/// </summary>
internal static class AttentionHeads
{
    /// <summary>Splits the width into heads: [B, T, H·D] to [B, H, T, D].</summary>
    public static Tensor Split(Tensor x, int heads)
    {
        var (B, T, C) = x.shape;
        return x.view(B, T, heads, C / heads).transpose(1, 2);
    }

    /// <summary>Puts the heads side by side again, Concat(head_1, …, head_h): [B, H, T, D] to [B, T, H·D].</summary>
    public static Tensor Join(Tensor x)
    {
        var (B, H, T, D) = x.shape;
        return x.transpose(1, 2).reshape(B, T, H * D);
    }

    /// <summary>
    /// Equation (1) of all heads, softmax(q kᵀ / √D + mask) v. Where nobody looks at the weights and none is dropped,
    /// it is one fused operation, which never stores them: 4 to 6 times faster on a CPU. Where only the order decides
    /// who may look where, that operation is told so and reads no mask.
    /// </summary>
    /// <param name="q">[B, H, T, D].</param>
    /// <param name="k">[B, H, S, D].</param>
    /// <param name="v">[B, H, S, D_v].</param>
    /// <param name="mask">Added to the scores, broadcast over [B, H, T, S]; null when all may look at all.</param>
    /// <param name="drop">Drops weights; null where none is dropped.</param>
    /// <param name="recorder">Is given the weights [B, H, T, S]; null when nobody looks.</param>
    /// <param name="scaled">False leaves out 1/√D.</param>
    /// <returns>[B, H, T, D_v].</returns>
    public static Tensor Attend(
        Tensor q,
        Tensor k,
        Tensor v,
        Tensor? mask,
        Func<Tensor, Tensor>? drop,
        Action<Tensor>? recorder,
        bool scaled = true)
    {
        var (B, H, T, _) = q.shape;
        if (mask is not null) AttentionMask.Check(mask, B, H, T, keys: k.shape[2]);
        if (recorder is null && drop is null && scaled)
        {
            return mask is not null && KeptMasks.IsSquareCausal(mask)
                ? functional.scaled_dot_product_attention(q, k, v, is_casual: true) // its name in TorchSharp
                : functional.scaled_dot_product_attention(q, k, v, mask);
        }

        var (heads, weights) = MultiHeadAttention.ScaledDotProductAttention(q, k, v, mask, scaled, drop);
        recorder?.Invoke(weights);
        return heads;
    }
}
