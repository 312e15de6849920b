using StudyKit.Tasks;
using StudyKit.Text;

namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 02 that ask for code. Letters: B batch, T tokens, V vocabulary.</summary>
internal static class BertExercises
{
    // [PAD], [UNK], [CLS], [SEP] and [MASK] have the ids 0 to 4.
    private const int LastSpecial = 4;

    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<int[], int, int, SeededRandom, (int[] Ids, int[] Labels)>>(
            "bert.masking", MaskingFault, static (ids, mask, vocabulary, random) =>
                Hide(ids, mask, vocabulary, random, 0.8), static (ids, mask, vocabulary, random) =>
                // every chosen token that is not replaced becomes [MASK]; none stays
                Hide(ids, mask, vocabulary, random, 0.9)),
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

    /// <summary>§3.1, Task 1: 15% of the tokens are chosen; of them 80% become [MASK], 10% any token.</summary>
    private static (int[] Ids, int[] Labels) Hide(
        int[] ids, int mask, int vocabulary, SeededRandom random, double masked)
    {
        int[] hidden = [.. ids], labels = [.. ids.Select(_ => Targets.Ignored)];
        int[] places = [.. Enumerable.Range(0, ids.Length).Where(i => ids[i] > LastSpecial)];
        random.Shuffle(places.AsSpan());
        foreach (int place in places.Take(Math.Max(1, (int)Math.Round(places.Length * 0.15))))
        {
            labels[place] = ids[place];
            double draw = random.NextDouble();
            if (draw < masked) hidden[place] = mask;
            else if (draw < masked + 0.1) hidden[place] = AnyToken(vocabulary, random);
        }

        return (hidden, labels);
    }

    private static int AnyToken(int vocabulary, SeededRandom random)
    {
        while (true)
        {
            int id = random.Next(vocabulary);
            if (id > LastSpecial) return id;
        }
    }

    private static string? MaskingFault(Func<int[], int, int, SeededRandom, (int[] Ids, int[] Labels)> answer)
    {
        const int rows = 300, tokens = 97, mask = 4, vocabulary = 997, chosen = 15;
        SeededRandom random = new(7);
        int[] counts = new int[3];
        for (int row = 0; row < rows; row++)
        {
            // [CLS] 47 tokens [SEP] 50 tokens [SEP]: 15% of 97 are 14.55
            int[] Text(int length) => [.. Enumerable.Range(0, length).Select(_ => AnyToken(vocabulary, random))];
            int[] ids = [2, .. Text(47), 3, .. Text(tokens - 47), 3];
            (int[] hidden, int[] labels) = answer([.. ids], mask, vocabulary, random);
            if (hidden?.Length != ids.Length || labels?.Length != ids.Length)
                return $"For {ids.Length} ids: expected as many ids and labels, received {hidden?.Length ?? 0} and " +
                    $"{labels?.Length ?? 0}.";
            for (int i = 0; i < ids.Length; i++)
            {
                bool ignored = labels[i] == Targets.Ignored;
                if (ignored ? hidden[i] != ids[i] : labels[i] != ids[i] || ids[i] <= LastSpecial)
                    return $"At place {i} the token was {ids[i]}: received the token {hidden[i]} with the label " +
                        $"{labels[i]}. A chosen token's label is the token itself, all others stay and have the " +
                        $"label {Targets.Ignored}; ids 0 to {LastSpecial} are never chosen.";
                if (!ignored) counts[hidden[i] == mask ? 0 : hidden[i] == ids[i] ? 2 : 1]++;
            }

            int found = labels.Count(label => label != Targets.Ignored);
            if (found != chosen)
                return $"Of {tokens} tokens that are not special 15% are chosen: expected {chosen}, received {found}.";
        }

        double[] shares = [.. counts.Select(count => 100.0 * count / (rows * chosen))];
        // 4,500 tokens: the standard deviations are 0.6, 0.4 and 0.4 percent points
        return Math.Abs(shares[0] - 80) < 3 && Math.Abs(shares[1] - 10) < 2 && Math.Abs(shares[2] - 10) < 2
            ? null
            : $"Of {rows * chosen:N0} chosen tokens 80% should become [MASK], 10% a random token, and 10% stay. " +
                $"Received {shares[0]:F1}%, {shares[1]:F1}% and {shares[2]:F1}%.";
    }

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
