using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Papers.Exercises;

/// <summary>The exercises of notebook 01 that ask for code.</summary>
internal static class TransformerExercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<Tensor, Tensor, Tensor, Tensor>>(
            "transformer.attention", AttentionFault, Attention, static (q, k, v) =>
                // the root is missing
                matmul(matmul(q, k.transpose(-2, -1)).div(q.shape[^1]).softmax(-1), v)),
        ExerciseCheck.Of<Func<int, Tensor>>(
            "transformer.mask", MaskFault, CausalMask, static length => ones(length, length).triu().to(@bool)),
        ExerciseCheck.Of<Func<int, int, Tensor>>(
            "transformer.positions", PositionsFault, Positions, static (length, width) =>
                // sines and cosines in two halves instead of side by side
                cat([Angles(length, width).sin(), Angles(length, width).cos()], -1)),
    ];

    /// <summary>Equation (1): softmax(QKᵀ / √d_k) V.</summary>
    private static Tensor Attention(Tensor q, Tensor k, Tensor v) =>
        matmul(matmul(q, k.transpose(-2, -1)).div(Math.Sqrt(q.shape[^1])).softmax(-1), v);

    private static string? AttentionFault(Func<Tensor, Tensor, Tensor, Tensor> answer)
    {
        using Generator generator = new(7);
        Tensor q = randn([3, 4], generator: generator), k = randn([5, 4], generator: generator),
            v = randn([5, 2], generator: generator);
        // Scores of several hundred: without the maximum taken off first, exp gives infinity.
        return Answers.Differ(answer(q, k, v), Attention(q, k, v), "for 3 queries, 5 keys and d_k = 4")
            ?? Answers.Differ(answer(q * 400, k, v), Attention(q * 400, k, v), "for large scores")
            ?? Answers.Differ(
                answer(q.expand(2, 3, 3, 4), k.expand(2, 3, 5, 4), v.expand(2, 3, 5, 2)),
                Attention(q.expand(2, 3, 3, 4), k.expand(2, 3, 5, 4), v.expand(2, 3, 5, 2)),
                "for a batch of 2 with 3 heads");
    }

    /// <summary>True where a position may look: at itself and what stands before it.</summary>
    private static Tensor CausalMask(int length) => ones(length, length).tril().to(@bool);

    private static string? MaskFault(Func<int, Tensor> answer) =>
        Answers.Differ(answer(5), CausalMask(5), "for 5 positions")
        ?? Answers.Differ(answer(1), CausalMask(1), "for one position");

    /// <summary>§3.5: PE(pos, 2i) = sin(pos / 10000^(2i/d_model)), PE(pos, 2i+1) its cosine.</summary>
    private static Tensor Positions(int length, int width) =>
        stack([Angles(length, width).sin(), Angles(length, width).cos()], -1).flatten(1);

    private static Tensor Angles(int length, int width) =>
        arange(length, float64).unsqueeze(1) / pow(10_000, arange(0, width, 2, float64) / width);

    private static string? PositionsFault(Func<int, int, Tensor> answer) =>
        Answers.Differ(answer(7, 6), Positions(7, 6), "for 7 positions and d_model = 6")
        ?? Answers.Differ(answer(101, 4), Positions(101, 4), "for 101 positions and d_model = 4", 1e-4);
}
