using StudyKit.Runtime;

namespace StudyKit.Nn.Attention;

/// <summary>
/// Masks are added to the scores before softmax: 0 where a query may look, −∞ where it may not ("Attention Is All You
/// Need", §3.2.3: "masking out (setting to −∞) all values in the input of the softmax").
/// </summary>
/// <remarks>
/// Letters: B batch, H heads, T queries, S keys. Masks broadcast over the scores [B, H, T, S]; two masks are combined
/// by adding them. A query that sees no key (a row of padding only) takes nothing: its weights and its output are 0.
/// </remarks>
public static class AttentionMask
{
    /// <summary>Each position sees itself and what stands before it.</summary>
    /// <param name="queries">T: how many positions ask. They are the last T of the keys.</param>
    /// <param name="keys">S ≥ T: how many positions there are to look at; T when null.</param>
    /// <param name="like">A tensor whose type and device the mask takes; 32-bit on the CPU when null.</param>
    /// <returns>[1, 1, T, S].</returns>
    public static Tensor Causal(long queries, long? keys = null, Tensor? like = null)
    {
        long all = keys ?? queries;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(queries);
        if (all < queries)
        {
            throw new ArgumentOutOfRangeException(nameof(keys), all, $"A causal mask for {queries} queries needs at " +
                $"least as many keys, for the queries are the last of them. Received {all} keys.");
        }

        Tensor hidden = full([1, 1, queries, all], double.NegativeInfinity, dtype: like?.dtype
            ?? ScalarType.Float32, device: like?.device ?? CPU);
        return hidden.triu_(all - queries + 1);
    }

    /// <summary>
    /// Each position sees itself and the <paramref name="width"/> − 1 before it: the locally banded pattern (Child et
    /// al., 2019; Brown et al., 2020, §2.1).
    /// </summary>
    /// <param name="queries">T: how many positions ask. They are the last T of the keys.</param>
    /// <param name="width">How many keys a query sees at the most; with S or more the mask is the causal one.</param>
    /// <param name="keys">S ≥ T; T when null.</param>
    /// <param name="like">A tensor whose type and device the mask takes; 32-bit on the CPU when null.</param>
    /// <returns>[1, 1, T, S].</returns>
    public static Tensor Banded(long queries, long width, long? keys = null, Tensor? like = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Tensor causal = Causal(queries, keys, like);
        // query t is position t + before, and the first key it sees is t + before − width + 1
        long before = causal.shape[3] - queries;
        return causal.add_(full_like(causal, double.NegativeInfinity).tril_(before - width));
    }

    /// <summary>No position sees padding.</summary>
    /// <param name="real">[B, S], true for a token and false for padding. Every row needs at least one token.</param>
    /// <param name="like">A tensor whose type the mask takes; 32-bit when null.</param>
    /// <returns>[B, 1, 1, S].</returns>
    public static Tensor Padding(Tensor real, Tensor? like = null)
    {
        Shapes.Check(real, nameof(real), ["B", "S"]);
        return FromVisible(real.unsqueeze(1).unsqueeze(1), like); // [B, 1, 1, S]
    }

    /// <summary>Any pattern of who may look where.</summary>
    /// <param name="visible">
    /// Booleans that broadcast over [B, H, T, S]; true where the query may look at the key.
    /// </param>
    /// <param name="like">A tensor whose type the mask takes; 32-bit when null.</param>
    /// <returns>The same shape: 0 where true, −∞ where false.</returns>
    public static Tensor FromVisible(Tensor visible, Tensor? like = null)
    {
        ArgumentNullException.ThrowIfNull(visible);
        if (visible.dtype != ScalarType.Bool)
        {
            throw new ArgumentException($"visible must hold booleans (true = may look). Received {visible.dtype}; " +
                "compare it with something first, for instance ids.ne(padding).", nameof(visible));
        }

        return zeros(visible.shape, dtype: like?.dtype ?? ScalarType.Float32, device: visible.device)
            .masked_fill_(visible.logical_not(), double.NegativeInfinity);
    }

    /// <summary>
    /// The queries that see no key, [.., T, 1]; null where there is none. Softmax over nothing but −∞ is not a number.
    /// </summary>
    internal static Tensor? Blind(Tensor mask)
    {
        if (KeptMasks.IsView(mask)) return null;
        Tensor blind = mask.isneginf().all(-1, keepdim: true);
        // On a GPU the look would have to wait; there the masks are filled in any case.
        return mask.device_type != DeviceType.CPU || blind.any().item<bool>() ? blind : null;
    }

    /// <summary>Throws unless a mask can be added to scores of this shape.</summary>
    internal static void Check(Tensor mask, long batch, long heads, long queries, long keys)
    {
        if (!mask.is_floating_point())
        {
            throw new ArgumentException("A mask is added to the scores: 0 where a query may look, −∞ where not. " +
                $"Received {mask.dtype}; AttentionMask.FromVisible turns booleans into one.", nameof(mask));
        }

        long[] scores = [batch, heads, queries, keys];
        long[] shape = mask.shape;
        bool fits = shape.Length is > 0 and <= 4;
        for (int i = 1; fits && i <= shape.Length; i++) fits = shape[^i] == 1 || shape[^i] == scores[^i];
        if (!fits)
        {
            throw new ArgumentException($"mask must broadcast to [B, H, T, S] = [{batch}, {heads}, {queries}, " +
                $"{keys}]. Received [{string.Join(", ", shape)}].", nameof(mask));
        }
    }
}
