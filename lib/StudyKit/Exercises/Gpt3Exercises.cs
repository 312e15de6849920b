using StudyKit.Nn.Attention;
using StudyKit.Text;
using StudyKit.World.InContext;

namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 06 that ask for code. Letters: T tokens, w the width of the band.</summary>
internal static class Gpt3Exercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<long, long, Tensor>>(
            "gpt3.band", BandFault, Band, static (length, width) =>
                // one position more than w
                Band(length, width + 1)),
        ExerciseCheck.Of<Func<Vocabulary, IReadOnlyList<ContextExample>, string, int[]>>(
            "gpt3.prompt", PromptFault, static (vocabulary, examples, question) =>
                [.. Written(examples).Append(question).Select(vocabulary.IdOf)],
            static (vocabulary, examples, question) =>
                // all inputs, then all outputs: no answer stands behind its question
                [
                    .. examples.Select(e => e.Input[0]).Concat(examples.Select(e => e.Output[0])).Append(question)
                        .Select(vocabulary.IdOf),
                ]),
        ExerciseCheck.Of<Func<double[,], int, double>>(
            "gpt3.induction", InductionFault, static (weights, period) => Looking(weights, period, 1),
            static (weights, period) =>
                // looks at the first occurrence itself, and not behind it
                Looking(weights, period, 0)),
    ];

    /// <summary>§2.1: position i sees the w positions up to its own.</summary>
    private static Tensor Band(long length, long width) => AttentionMask.Banded(length, width).flatten(0, 2);

    private static string? BandFault(Func<long, long, Tensor> answer)
    {
        foreach ((long length, long width) in new[] { (7L, 3L), (5L, 1L), (5L, 11L) })
        {
            string on = $"for T = {length} and w = {width}";
            if (Answers.Differ(answer(length, width), Band(length, width), on) is { } fault) return fault;
        }

        return null;
    }

    private static IEnumerable<string> Written(IEnumerable<ContextExample> examples) =>
        examples.SelectMany(e => new[] { e.Input[0], e.Output[0] });

    private static string? PromptFault(Func<Vocabulary, IReadOnlyList<ContextExample>, string, int[]> answer)
    {
        Vocabulary vocabulary = new(["tea", "bus", "dog", "A", "B", "C"], new SpecialTokens());
        ContextExample[] all = [new(["dog"], ["B"]), new(["tea"], ["A"]), new(["bus"], ["C"])];
        foreach (int shots in new[] { 3, 1, 0 })
        {
            ContextExample[] examples = all[..shots];
            string expected = string.Join(' ', Written(examples).Append("tea"));
            int[]? ids = answer(vocabulary, examples, "tea");
            string received = ids is null ? "null" : string.Join(' ', ids.Select(id => vocabulary[id]));
            if (received == expected) continue;
            return $"With {shots} examples and the question tea: expected “{expected}”, received “{received}”.";
        }

        return null;
    }

    /// <summary>Olsson et al. (2022): the mean weight, in the second half, behind the first occurrence.</summary>
    private static double Looking(double[,] weights, int period, int behind) =>
        Enumerable.Range(0, period - 1).Average(i => weights[period + i, i + behind]);

    private static string? InductionFault(Func<double[,], int, double> answer)
    {
        foreach (int period in new[] { 5, 3 })
        {
            double[,] induction = new double[2 * period, 2 * period], even = new double[2 * period, 2 * period],
                mixed = new double[2 * period, 2 * period];
            for (int t = 0; t < 2 * period; t++)
            {
                induction[t, t < period ? t : t - period + 1] = 1;
                for (int s = 0; s <= t; s++) even[t, s] = 1.0 / (t + 1);
                for (int s = 0; s <= t; s++) mixed[t, s] = (3 * t + 7 * s) % 11 / 11.0;
            }

            foreach ((string name, double[,] weights) in new[]
            {
                ("one that looks behind the first occurrence", induction), ("one that looks at all evenly", even),
                ("any weights", mixed),
            })
            {
                Tensor expected = tensor(Looking(weights, period, 1)), received = tensor(answer(weights, period));
                string on = $"for p = {period} and {name}";
                if (Answers.Differ(received, expected, on) is { } fault) return fault;
            }
        }

        return null;
    }
}
