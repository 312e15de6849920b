using StudyKit.Text;

namespace StudyKit.World.InContext;

/// <summary>
/// Families of small tasks: some can be recognised because training had them, some are new in every prompt.
/// </summary>
public static class TaskFamilies
{
    /// <summary>
    /// A word → the label of its kind. Which label stands for which kind is drawn anew for each prompt, so it has to be
    /// read from the examples.
    /// </summary>
    /// <param name="kinds">Words of each kind.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="classes">How many kinds a prompt is about.</param>
    /// <param name="allowed">
    /// Which sets of pairs may be drawn, a kind's number beside its label's, so that some tasks can be kept from
    /// training; all when null.
    /// </param>
    public static TaskFamily Labels(
        IReadOnlyList<IReadOnlyList<string>> kinds,
        IReadOnlyList<string> labels,
        int classes,
        Func<IReadOnlyList<(int Kind, int Label)>, bool>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(labels);
        Require(classes, Math.Min(kinds.Count, labels.Count), nameof(classes), "kinds and labels");
        return new TaskFamily("kind → label", random =>
        {
            (int Kind, int Label)[] pairs = Pairs(random);
            return draw =>
            {
                (int kind, int label) = draw.Pick(pairs);
                return One(draw.Pick(kinds[kind]), labels[label]);
            };
        });

        // Drawn again until the set is allowed, so that the allowed ones are equally likely.
        (int Kind, int Label)[] Pairs(SeededRandom random)
        {
            for (int attempt = 0; attempt < 10_000; attempt++)
            {
                (int[] asked, int[] names) = (
                    Some<int>(random, [.. Enumerable.Range(0, kinds.Count)], classes),
                    Some<int>(random, [.. Enumerable.Range(0, labels.Count)], classes));
                (int, int)[] pairs = [.. asked.Zip(names)];
                if (allowed is null || allowed(pairs)) return pairs;
            }

            throw new ArgumentException(
                $"allowed must leave sets of {classes} kinds with different labels. It left none in 10,000 draws.",
                nameof(allowed));
        }
    }

    /// <summary>A symbol → another one, as a fresh table says. Nothing but the examples can tell.</summary>
    /// <param name="symbols">What may stand on the left.</param>
    /// <param name="answers">What may stand on the right.</param>
    /// <param name="rows">Rows of a prompt's table.</param>
    public static TaskFamily Cipher(IReadOnlyList<string> symbols, IReadOnlyList<string> answers, int rows)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(answers);
        Require(rows, Math.Min(symbols.Count, answers.Count), nameof(rows), "symbols and answers");
        return new TaskFamily("fresh table", random =>
        {
            (string[] left, string[] right) = (Some(random, symbols, rows), Some(random, answers, rows));
            return draw =>
            {
                int row = draw.Next(rows);
                return One(left[row], right[row]);
            };
        });
    }

    /// <summary>
    /// One relation that never changes, such as a word and its translation: once learned, an example only has to say
    /// which relation is meant.
    /// </summary>
    /// <param name="name">For tables and figures.</param>
    /// <param name="table">The pairs.</param>
    public static TaskFamily Relation(string name, IReadOnlyList<(string Input, string Output)> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Require(1, table.Count, nameof(table), "pairs");
        return new TaskFamily(name, _ => draw =>
            draw.Pick(table) is var (input, output) ? One(input, output) : throw new InvalidOperationException());
    }

    /// <summary>x → (a·x + b) mod p. A prompt is about one (a, b); two examples tell it.</summary>
    /// <param name="modulus">p, a prime, so that all a from 1 to p − 1 give one answer for each x.</param>
    /// <param name="allowed">Which (a, b) may be drawn: some for training, the others for tasks never seen.</param>
    public static TaskFamily Linear(int modulus, Func<int, int, bool> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        (int A, int B)[] functions = [.. Enumerable.Range(1, modulus - 1)
            .SelectMany(a => Enumerable.Range(0, modulus).Select(b => (a, b))).Where(f => allowed(f.a, f.b))];
        Require(1, functions.Length, nameof(allowed), "functions");
        return new TaskFamily($"a·x + b mod {modulus}", random =>
        {
            (int a, int b) = random.Pick(functions);
            return draw =>
            {
                int x = draw.Next(modulus);
                return One(Number(x), Number((a * x + b) % modulus));
            };
        });
    }

    /// <summary>
    /// Two chains told in turns: each symbol follows from the one before the last, by a rule that never changes; now
    /// and then a chain begins anew. To foretell a symbol one has to look at the token before the present one, which
    /// running text rewards too.
    /// </summary>
    /// <param name="symbols">
    /// The symbols; symbol i is followed by symbol 5·i + 3, modulo their number, which must not be a multiple of 5.
    /// </param>
    /// <param name="anew">How often a symbol is drawn instead.</param>
    public static TaskFamily Turns(IReadOnlyList<string> symbols, double anew = 0.1)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        Require(2, symbols.Count, nameof(symbols), "symbols");
        if (symbols.Count % 5 == 0)
        {
            throw new ArgumentException("The number of symbols must not be a multiple of 5, or two symbols would be " +
                $"followed by one and the same. Received {symbols.Count}.", nameof(symbols));
        }

        return new TaskFamily("two chains in turns", random =>
        {
            int[] last = [random.Next(symbols.Count), random.Next(symbols.Count)];
            return draw =>
            {
                for (int i = 0; i < 2; i++)
                {
                    last[i] = draw.Chance(anew) ? draw.Next(symbols.Count) : (5 * last[i] + 3) % symbols.Count;
                }

                return One(symbols[last[0]], symbols[last[1]]);
            };
        });
    }

    /// <summary>Some letters → the same letters in the order of the alphabet.</summary>
    /// <param name="letters">The alphabet, in its order.</param>
    /// <param name="length">How many letters an example has.</param>
    public static TaskFamily Sorting(IReadOnlyList<string> letters, int length)
    {
        ArgumentNullException.ThrowIfNull(letters);
        Require(length, letters.Count, nameof(length), "letters");
        return new TaskFamily($"sort {length} letters", _ => draw =>
        {
            int[] places = [.. Some(draw, [.. Enumerable.Range(0, letters.Count)], length)];
            return new ContextExample([.. places.Select(i => letters[i])], [.. places.Order().Select(i => letters[i])]);
        });
    }

    /// <summary>Sums of two numbers, digit by digit: 2 7 + 5 4 → 0 8 1.</summary>
    /// <param name="digits">
    /// Digits of each number; the sum has one more, so that all examples have the same length.
    /// </param>
    /// <param name="carries">True: some column carries. False: none does. Null: as it comes.</param>
    public static TaskFamily Addition(int digits, bool? carries = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(digits);
        return new TaskFamily($"{digits}-digit sums{(carries is { } c ? c ? " with carry" : " without carry" : "")}",
            _ => draw =>
        {
            while (true)
            {
                int[] a = Digits(draw), b = Digits(draw);
                int[] sum = Sum(a, b);
                bool carried = a.Zip(b).Any(pair => pair.First + pair.Second > 9) || sum[0] > 0;
                if (carries is { } wanted && carried != wanted) continue;
                return new ContextExample([.. a.Select(Number), "+", .. b.Select(Number)], [.. sum.Select(Number)]);
            }
        });

        int[] Digits(SeededRandom draw) => [.. Enumerable.Range(0, digits).Select(_ => draw.Next(10))];

        static int[] Sum(int[] a, int[] b)
        {
            int[] sum = new int[a.Length + 1];
            for (int i = a.Length - 1; i >= 0; i--)
            {
                int column = a[i] + b[i] + sum[i + 1];
                (sum[i + 1], sum[i]) = (column % 10, column / 10);
            }

            return sum;
        }
    }

    private static ContextExample One(string input, string output) => new([input], [output]);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static T[] Some<T>(SeededRandom random, IReadOnlyList<T> items, int count)
    {
        T[] all = [.. items];
        random.Shuffle<T>(all);
        return all[..count];
    }

    private static void Require(int wanted, int there, string name, string what)
    {
        if (wanted < 1 || wanted > there)
        {
            throw new ArgumentException($"A prompt needs at least 1 and at most as many as there are {what}: " +
                $"{there}. Received {wanted}.", name);
        }
    }
}
