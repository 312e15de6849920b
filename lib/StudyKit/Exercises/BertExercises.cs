using StudyKit.Tasks;

namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 02 that ask for code. Letters: B batch, T tokens, V vocabulary.</summary>
internal static class BertExercises
{
    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<string, Func<string, bool>, string[]>>(
            "bert.wordpiece", WordPieceFault, static (word, has) => Pieces(word, has, "##"), static (word, has) =>
                // pieces inside of a word are looked for without their mark
                Pieces(word, has, "")),
        ExerciseCheck.Of<Func<Tensor, Tensor, Tensor, Tensor, Tensor>>(
            "bert.loss", LossFault, static (scores, labels, follows, next) =>
                Loss(scores, labels, follows, next, labels.ne(Targets.Ignored).sum()),
            static (scores, labels, follows, next) =>
                // the mean is taken over all tokens, and not over the chosen ones
                Loss(scores, labels, follows, next, tensor(labels.numel()))),
    ];

    /// <summary>Longest match first, from the left (Wu et al., 2016).</summary>
    private static string[] Pieces(string word, Func<string, bool> has, string inside)
    {
        List<string> found = [];
        for (int start = 0; start < word.Length;)
        {
            string mark = start > 0 ? inside : "";
            int end = word.Length;
            while (end > start && !has(mark + word[start..end])) end--;
            if (end == start) return ["[UNK]"];
            found.Add(mark + word[start..end]);
            start = end;
        }

        return [.. found];
    }

    private static string? WordPieceFault(Func<string, Func<string, bool>, string[]> answer)
    {
        HashSet<string> vocabulary = ["un", "##aff", "##able", "##a", "a", "able", "aff", "##un"];
        (string Word, string[] Pieces)[] known =
        [
            ("unaffable", ["un", "##aff", "##able"]), ("able", ["able"]), ("aa", ["a", "##a"]), ("unix", ["[UNK]"]),
            ("xun", ["[UNK]"]),
        ];
        foreach ((string word, string[] expected) in known)
        {
            string[]? received = answer(word, vocabulary.Contains);
            if (received is null || !received.SequenceEqual(expected, StringComparer.Ordinal))
            {
                string given = received is null ? "null" : string.Join(' ', received);
                return $"“{word}” with the vocabulary {string.Join(", ", vocabulary)}: expected " +
                    $"{string.Join(' ', expected)}, received {given}.";
            }
        }

        return null;
    }

    /// <summary>§3.1, A.2: the mean loss of the chosen tokens and that of the next sentence, added.</summary>
    private static Tensor Loss(Tensor scores, Tensor labels, Tensor follows, Tensor next, Tensor count) =>
        nn.functional.cross_entropy(
            scores.flatten(0, 1), labels.flatten(), ignore_index: Targets.Ignored, reduction: nn.Reduction.Sum) / count
        + nn.functional.cross_entropy(follows, next);

    private static string? LossFault(Func<Tensor, Tensor, Tensor, Tensor, Tensor> answer)
    {
        using Generator generator = new(7UL);
        Tensor scores = randn([2, 5, 11], generator: generator), follows = randn([2, 2], generator: generator),
            next = tensor(new long[] { 0, 1 });
        const long no = Targets.Ignored;
        Tensor labels = tensor(new[,] { { no, 3, no, no, 10 }, { no, no, 0, no, no } });
        return Answers.Differ(
            answer(scores, labels, follows, next), Loss(scores, labels, follows, next, tensor(3)),
            "for B = 2, T = 5 and V = 11, with 3 chosen tokens");
    }
}
