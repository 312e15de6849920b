using StudyKit.Evaluation;
using Module = TorchSharp.torch.nn.Module;

namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 05 that ask for code.</summary>
internal static class Gpt2Exercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Action<Module, int>>(
            "gpt2.residuals", ResidualsFault, static (model, layers) => Scale(model, 2 * layers),
            static (model, layers) =>
                // a block writes twice: after attention and after the MLP
                Scale(model, layers)),
        ExerciseCheck.Of<Func<int[][], int[], int, double>>(
            "gpt2.overlap", OverlapFault, static (texts, training, n) =>
                texts.Average(new NgramOverlap(training, n).Share), static (texts, training, n) =>
                // each n-gram counts once, however often the text repeats it
                texts.Average(text => Share(Grams(text, n).Distinct(), Grams(training, n)))),
        ExerciseCheck.Of<Func<int[], (int, int), int, int[]>>(
            "gpt2.merge", MergeFault, static (ids, pair, id) => Join(ids, pair, id, 2), static (ids, pair, id) =>
                // the second id of a pair is used again
                Join(ids, pair, id, 1)),
    ];

    /// <summary>§2.3: the weights that write to the residual stream, divided by √N.</summary>
    private static void Scale(Module model, int n)
    {
        using IDisposable frozen = no_grad();
        foreach ((string name, Tensor weight) in model.named_parameters())
        {
            if (name.EndsWith("c_proj.weight", StringComparison.Ordinal)) weight.div_(Math.Sqrt(n));
        }
    }

    private static string? ResidualsFault(Action<Module, int> answer)
    {
        Module<Tensor, Tensor> Block() => nn.Sequential(
            ("c_attn", nn.Linear(5, 7)), ("c_proj", nn.Linear(7, 5)), ("ln_1", nn.LayerNorm(5)));
        using Module model = nn.Sequential(("h", Block()), ("g", Block()), ("f", Block()));
        using IDisposable frozen = no_grad();
        foreach (Tensor weight in model.parameters()) weight.fill_(1);
        using (enable_grad()) answer(model, 3);
        foreach ((string name, Tensor weight) in model.named_parameters())
        {
            double factor = name.EndsWith("c_proj.weight", StringComparison.Ordinal) ? 1 / Math.Sqrt(6) : 1;
            string on = $"in {name} of 3 layers, whose weights were all 1";
            if (Answers.Differ(weight, ones_like(weight) * factor, on) is { } fault) return fault;
        }

        return null;
    }

    private static IEnumerable<string> Grams(int[] ids, int n) =>
        Enumerable.Range(0, Math.Max(0, ids.Length - n + 1)).Select(i => string.Join(' ', ids[i..(i + n)]));

    private static double Share(IEnumerable<string> grams, IEnumerable<string> training)
    {
        HashSet<string> known = [.. training];
        return grams.Select(gram => known.Contains(gram) ? 1.0 : 0).DefaultIfEmpty().Average();
    }

    private static string? OverlapFault(Func<int[][], int[], int, double> answer)
    {
        int[] training = [2, 3, 5, 7, 11, 13];
        // 3 5, 5 7 and 3 5 once more are known of 3 5, 5 7, 7 3, 3 5; and 1 113 is not 11 13.
        (int[][] Texts, int N, double Share)[] known =
        [
            ([[3, 5, 7, 3, 5]], 2, 0.75), ([[2, 3, 5, 11], [7, 11, 13]], 3, 0.75), ([[11, 2], [3]], 1, 1),
            ([[1, 113], [5, 7]], 2, 0.5), ([[3]], 2, 0),
        ];
        foreach ((int[][] texts, int n, double share) in known)
        {
            string on = $"for {string.Join(" | ", texts.Select(text => string.Join(' ', text)))}, n = {n} " +
                $"and the training text {string.Join(' ', training)}";
            if (Answers.Differ(tensor(answer(texts, training, n)), tensor(share), on) is { } fault) return fault;
        }

        return null;
    }

    private static int[] Join(int[] ids, (int, int) pair, int id, int used)
    {
        List<int> joined = [];
        for (int i = 0; i < ids.Length; i++)
        {
            bool fits = i + 1 < ids.Length && (ids[i], ids[i + 1]) == pair;
            joined.Add(fits ? id : ids[i]);
            if (fits) i += used - 1;
        }

        return [.. joined];
    }

    private static string? MergeFault(Func<int[], (int, int), int, int[]> answer)
    {
        (int[] Ids, (int, int) Pair, int[] Expected)[] known =
        [
            ([231, 140, 171, 32, 231, 140, 171], (140, 171), [231, 256, 32, 231, 256]),
            ([97, 97, 97], (97, 97), [256, 97]), ([97, 98], (98, 97), [97, 98]), ([97], (97, 98), [97]),
        ];
        foreach ((int[] ids, (int, int) pair, int[] expected) in known)
        {
            int[]? received = answer([.. ids], pair, 256);
            if (received is not null && received.SequenceEqual(expected)) continue;
            return $"{string.Join(' ', ids)} with the pair {pair.Item1} + {pair.Item2}: expected " +
                $"{string.Join(' ', expected)}, received {(received is null ? "null" : string.Join(' ', received))}.";
        }

        return null;
    }
}
