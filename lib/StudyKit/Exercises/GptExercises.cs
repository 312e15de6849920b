using StudyKit.Nn.Attention;

namespace StudyKit.Exercises;

/// <summary>
/// The exercises of notebook 04 that ask for code. Letters: B batch, H heads, T tokens, D head width, V vocabulary.
/// </summary>
internal static class GptExercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<Tensor, Tensor, Tensor, Tensor>>(
            "gpt.attention", AttentionFault, static (q, k, v) =>
                (Scores(q, k) + AttentionMask.Causal(q.shape[2])).softmax(-1).matmul(v),
            static (q, k, v) =>
                // cut off after the softmax: the rows no longer sum to 1
                Scores(q, k).softmax(-1).tril().matmul(v)),
        ExerciseCheck.Of<Func<Tensor, Tensor, Tensor>>(
            "gpt.loss", LossFault, NextTokenLoss, static (logits, ids) =>
                // every position predicts the token that stands there already
                nn.functional.cross_entropy(logits.flatten(0, 1), ids.flatten())),
        ExerciseCheck.Of<Func<string[], (string, string), string[]>>(
            "gpt.merge", MergeFault, static (symbols, pair) => Merge(symbols, pair, 2), static (symbols, pair) =>
                // the second symbol of a pair is used again
                Merge(symbols, pair, 1)),
    ];

    private static Tensor Scores(Tensor q, Tensor k) => q.matmul(k.transpose(-2, -1)) / Math.Sqrt(q.shape[^1]);

    private static string? AttentionFault(Func<Tensor, Tensor, Tensor, Tensor> answer)
    {
        using Generator generator = new(7UL);
        Tensor Draw() => randn([2, 3, 7, 5], generator: generator);
        Tensor q = Draw(), k = Draw(), v = Draw();
        return Answers.Differ(
            answer(q, k, v),
            MultiHeadAttention.ScaledDotProductAttention(q, k, v, AttentionMask.Causal(7)).Output,
            "for B = 2, H = 3, T = 7 and D = 5");
    }

    /// <summary>L₁ of §3.1 as a mean: the logits at t predict the token at t + 1.</summary>
    private static Tensor NextTokenLoss(Tensor logits, Tensor ids)
    {
        long last = ids.shape[1] - 1;
        return nn.functional.cross_entropy(logits.narrow(1, 0, last).flatten(0, 1), ids.narrow(1, 1, last).flatten());
    }

    private static string? LossFault(Func<Tensor, Tensor, Tensor> answer)
    {
        using Generator generator = new(7UL);
        Tensor logits = randn([2, 5, 11], generator: generator), ids = tensor(new long[,]
        {
            { 1, 7, 0, 10, 3 }, { 4, 4, 9, 2, 5 },
        });
        return Answers.Differ(answer(logits, ids), NextTokenLoss(logits, ids), "for B = 2, T = 5 and V = 11");
    }

    private static string[] Merge(string[] symbols, (string Left, string Right) pair, int used)
    {
        List<string> joined = [];
        for (int i = 0; i < symbols.Length; i++)
        {
            bool fits = i + 1 < symbols.Length && (symbols[i], symbols[i + 1]) == pair;
            joined.Add(fits ? symbols[i] + symbols[i + 1] : symbols[i]);
            if (fits) i += used - 1;
        }

        return [.. joined];
    }

    private static string? MergeFault(Func<string[], (string, string), string[]> answer)
    {
        (string Symbols, (string, string) Pair, string Expected)[] known =
        [
            ("l o w e r</w>", ("l", "o"), "lo w e r</w>"), ("a a a", ("a", "a"), "aa a"),
            ("w e s t e s t</w>", ("e", "s"), "w es t es t</w>"), ("l o", ("o", "l"), "l o"),
        ];
        foreach ((string symbols, (string, string) pair, string expected) in known)
        {
            string[]? merged = answer(symbols.Split(' '), pair);
            string received = merged is null ? "null" : string.Join(' ', merged);
            if (received == expected) continue;
            return $"“{symbols}” with the pair {pair.Item1} + {pair.Item2}: expected “{expected}”, " +
                $"received “{received}”.";
        }

        return null;
    }
}
