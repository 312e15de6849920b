using StudyKit.Nn.Attention;

namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 01 that ask for code. Letters: B batch, H heads, T queries, S keys.</summary>
internal static class TransformerExercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<Tensor, Tensor, Tensor, Tensor?, Tensor>>(
            "transformer.attention", AttentionFault, Attention, static (q, k, v, mask) =>
                // divided by d_k, the root is missing
                Weighted(q.matmul(k.transpose(-2, -1)) / q.shape[^1], v, mask)),
        ExerciseCheck.Of<Func<long, Tensor>>(
            "transformer.mask", MaskFault, static length => AttentionMask.Causal(length), static length =>
                // a position does not see itself
                AttentionMask.Causal(length) + full([length, length], double.NegativeInfinity).triu()),
        ExerciseCheck.Of<Func<Tensor, Func<Tensor, Tensor>, Tensor>>(
            "transformer.norm", NormFault, Normalized, static (x, sublayer) => x + Normalized(x, sublayer)),
    ];

    /// <summary>Equation (1): softmax(QKᵀ / √d_k + mask) V.</summary>
    private static Tensor Attention(Tensor q, Tensor k, Tensor v, Tensor? mask) =>
        Weighted(q.matmul(k.transpose(-2, -1)) / Math.Sqrt(q.shape[^1]), v, mask);

    private static Tensor Weighted(Tensor scores, Tensor v, Tensor? mask) =>
        (mask is null ? scores : scores + mask).softmax(-1).matmul(v);

    private static string? AttentionFault(Func<Tensor, Tensor, Tensor, Tensor?, Tensor> answer)
    {
        using Generator generator = new(7UL);
        Tensor Draw(params long[] shape) => randn(shape, generator: generator);
        Tensor q = Draw(2, 3, 5, 4), k = Draw(2, 3, 5, 4), v = Draw(2, 3, 5, 2), mask = AttentionMask.Causal(5);
        string? Try(Tensor queries, Tensor? hidden, string on) => Answers.Differ(
            answer(queries, k, v, hidden), MultiHeadAttention.ScaledDotProductAttention(queries, k, v, hidden).Output,
            on);
        return Try(q, null, "for B = 2, H = 3, T = S = 5 and d_k = 4 without a mask")
            ?? Try(q, mask, "with a causal mask")
            // exp of these scores is infinite unless the largest is taken off first, as softmax does
            ?? Try(q * 400, null, "for scores of several hundred");
    }

    private static string? MaskFault(Func<long, Tensor> answer) =>
        Answers.Differ(answer(5), AttentionMask.Causal(5), "for 5 positions")
        ?? Answers.Differ(answer(1), AttentionMask.Causal(1), "for one position");

    /// <summary>§5.4: LayerNorm(x + Sublayer(x)), with γ = 1 and β = 0.</summary>
    private static Tensor Normalized(Tensor x, Func<Tensor, Tensor> sublayer) =>
        nn.functional.layer_norm(x + sublayer(x), [x.shape[^1]]);

    private static string? NormFault(Func<Tensor, Func<Tensor, Tensor>, Tensor> answer)
    {
        using Generator generator = new(7UL);
        Tensor x = randn([2, 3, 8], generator: generator);
        return Answers.Differ(
            answer(x, y => 3 * y + 1), Normalized(x, y => 3 * y + 1), "for x of [2, 3, 8] and the sub-layer 3x + 1");
    }
}
