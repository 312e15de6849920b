namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 07 that ask for code.</summary>
internal static class LcccExercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<double[], double, double[]>>(
            "lccc.nucleus", NucleusFault, static (p, top) => Nucleus(p, top, 0), static (p, top) =>
                // leaves out the token that reaches the sum
                Nucleus(p, top, 1)),
        ExerciseCheck.Of<Func<IEnumerable<string>, int, double>>(
            "lccc.dist", DistFault, static (replies, n) => Dist(replies, n), static (replies, n) =>
                // n-grams that reach from one reply into the next
                Dist([string.Concat(replies)], n)),
        ExerciseCheck.Of<Func<int[][], double>>(
            "lccc.kappa", KappaFault, static counts => (Agreement(counts) - Chance(counts)) / (1 - Chance(counts)),
            static counts =>
                // chance is not taken off
                Agreement(counts)),
    ];

    /// <summary>The most probable tokens until their sum reaches top (Holtzman et al., 2020).</summary>
    private static double[] Nucleus(double[] p, double top, int own)
    {
        double[] kept = new double[p.Length];
        double before = 0;
        foreach (int i in Enumerable.Range(0, p.Length).OrderByDescending(j => p[j]))
        {
            if (before + own * p[i] >= top && before > 0) break;
            kept[i] = p[i];
            before += p[i];
        }

        return [.. kept.Select(share => share / before)];
    }

    private static string? NucleusFault(Func<double[], double, double[]> answer)
    {
        (double[] P, double Top, double[] Expected)[] known =
        [
            ([0.5, 0.3, 0.15, 0.05], 0.9, [0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0]),
            ([0.125, 0.625, 0.25], 0.625, [0, 1, 0]), ([0.25, 0.75], 1, [0.25, 0.75]),
        ];
        foreach ((double[] p, double top, double[] expected) in known)
        {
            double[]? received = answer([.. p], top);
            Tensor? given = received is null ? null : tensor(received);
            string on = $"for p = ({string.Join(", ", p)}) and top = {top}";
            if (Answers.Differ(given, tensor(expected), on) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>Li et al. (2016): different n-grams among all, in percent; a character is a word.</summary>
    private static double Dist(IEnumerable<string> replies, int n)
    {
        string[] grams =
        [
            .. replies.SelectMany(said => Enumerable.Range(0, Math.Max(0, said.Length - n + 1))
                .Select(i => said.Substring(i, n))),
        ];
        return 100.0 * grams.Distinct().Count() / grams.Length;
    }

    private static string? DistFault(Func<IEnumerable<string>, int, double> answer)
    {
        // 5 characters each; of 我不知道 and 知道 there are 3 + 1 pairs, and 知道 is one of both.
        (string[] Replies, int N, double Percent)[] known =
        [
            (["我不知道。", "我不知道。"], 1, 50), (["我不知道", "知道"], 2, 75), (["好", "好吧"], 2, 100),
        ];
        foreach ((string[] replies, int n, double percent) in known)
        {
            Tensor expected = tensor(percent), received = tensor(answer(replies, n));
            if (Answers.Differ(received, expected, $"for {string.Join(" | ", replies)} and n = {n}") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Fleiss (1971): the share of pairs of raters that agree.</summary>
    private static double Agreement(int[][] counts) =>
        counts.Average(row => row.Sum(c => c * (c - 1)) / (double)(row.Sum() * (row.Sum() - 1)));

    private static double Chance(int[][] counts)
    {
        double all = counts.Sum(row => row.Sum());
        return Enumerable.Range(0, counts[0].Length).Sum(k => Math.Pow(counts.Sum(row => row[k]) / all, 2));
    }

    private static string? KappaFault(Func<int[][], double> answer)
    {
        // All agree; then one pair of three agrees on each sheet where chance gives one of two.
        (int[][] Counts, double Kappa)[] known =
        [
            ([[3, 0], [0, 3]], 1), ([[2, 1], [1, 2]], -1.0 / 3), ([[2, 0, 0], [0, 2, 0], [1, 0, 1]], 5.0 / 11),
        ];
        foreach ((int[][] counts, double kappa) in known)
        {
            string sheets = string.Join("; ", counts.Select(row => string.Join(' ', row)));
            if (Answers.Differ(tensor(answer(counts)), tensor(kappa), $"for the counts {sheets}") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }
}
