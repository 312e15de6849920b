using StudyKit.Nn.Regularization;

namespace StudyKit.Nn.Attention;

/// <summary>
/// Attention of several heads between projections that belong to the caller: for models whose published names differ from those of
/// <see cref="MultiHeadAttention"/> ("Attention Is All You Need", §3.2.2).
/// </summary>
internal static class AttentionHeads
{
    /// <summary>Splits into heads, attends, and puts the heads side by side again.</summary>
    /// <param name="q">[B, T, C].</param>
    /// <param name="k">[B, S, C].</param>
    /// <param name="v">[B, S, C].</param>
    /// <param name="heads">H; C is a multiple of it.</param>
    /// <param name="mask">Added to the scores, broadcast over [B, H, T, S]; null when all may look at all.</param>
    /// <param name="dropout">Dropout on the weights.</param>
    /// <param name="recorder">Is given the weights [B, H, T, S]; null when nobody looks.</param>
    /// <param name="past">Earlier positions, which k and v join; S then counts those as well. Null for none.</param>
    /// <returns>[B, T, C].</returns>
    public static Tensor Attend(Tensor q, Tensor k, Tensor v, int heads, Tensor? mask, VectorizedDropout dropout, Action<Tensor>? recorder, KeyValueCache? past = null)
    {
        (Tensor qh, Tensor kh, Tensor vh) = (Split(q, heads), Split(k, heads), Split(v, heads));
        if (past is not null)
        {
            past.Append(kh, vh);
            (kh, vh) = (past.Keys!, past.Values!);
        }

        if (mask is not null) AttentionMask.Check(mask, q.shape[0], heads, q.shape[1], kh.shape[2]);
        Tensor result;
        if (recorder is null && !dropout.Drops)
        {
            result = functional.scaled_dot_product_attention(qh, kh, vh, mask); // the same equation, fused
        }
        else
        {
            (result, Tensor weights) = MultiHeadAttention.ScaledDotProductAttention(qh, kh, vh, mask);
            recorder?.Invoke(weights);
            if (dropout.Drops) result = dropout.call(weights).matmul(vh);
        }

        return result.transpose(1, 2).reshape(q.shape[0], q.shape[1], v.shape[2]); // [B, T, C]
    }

    private static Tensor Split(Tensor x, int heads) => x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2); // [B, H, T, D]
}
