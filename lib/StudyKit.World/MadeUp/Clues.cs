using StudyKit.Text;

namespace StudyKit.World.MadeUp;

/// <summary>
/// Rows of words in which "spring" stands once, and clues to what it means, on one side of it or on both. What the best
/// model that reads one side can reach is known.
/// </summary>
public static class Clues
{
    private const string Target = "spring";
    private static readonly string[] s_fillers =
    [
        "a", "the", "of", "and", "to", "in", "that", "it", "with", "as", "for", "was", "on", "are", "by", "be", "this",
        "from", "at", "or", "had", "not", "but", "some", "what", "there", "we", "can", "out", "other",
    ];
    private static readonly string[][] s_clues =
    [
        ["winter", "blossom", "april", "thaw"],
        ["steel", "mattress", "elastic", "wire"],
        ["water", "brook", "thirst", "hillside"],
        ["jump", "cat", "crouch", "bounce"],
    ];
    private static readonly string[] s_left = ["always", "never"], s_right = ["warm", "cold"];

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        Target, .. s_fillers, .. s_clues.SelectMany(words => words), .. s_left, .. s_right,
    ];

    /// <summary>What the labels of <see cref="OneSided"/> mean.</summary>
    public static IReadOnlyList<string> Senses { get; } = ["season", "coil", "source", "leap"];

    /// <summary>
    /// Rows with one clue that gives the sense of "spring", to its right with a given probability, else to its left.
    /// </summary>
    /// <param name="count">How many rows.</param>
    /// <param name="right">The probability that the clue stands to the right.</param>
    /// <param name="seed">Decides all.</param>
    /// <param name="length">Words of a row, at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row that is too short, or no probability.</exception>
    public static IReadOnlyList<ClueExample> OneSided(int count, double right, long seed, int length = 12)
    {
        Check(count, length);
        CheckShare(right);
        SeededRandom random = new(seed, 31);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            (string[] words, int place) = Row(length, random);
            int sense = random.Next(s_clues.Length);
            bool isRight = random.Chance(right);
            words[isRight ? Right(place, length, random) : random.Next(place)] = random.Pick(s_clues[sense]);
            return new ClueExample(words, place, sense, isRight);
        })];
    }

    /// <summary>
    /// Rows with a clue on each side: "always" or "never" to the left of "spring", "warm" or "cold" to its right. Label
    /// 1 is a pleasant one: always warm, or never cold. Either side alone says nothing (exclusive or).
    /// </summary>
    /// <param name="count">How many rows.</param>
    /// <param name="seed">Decides all.</param>
    /// <param name="length">Words of a row, at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row that is too short.</exception>
    public static IReadOnlyList<ClueExample> TwoSided(int count, long seed, int length = 8)
    {
        Check(count, length);
        SeededRandom random = new(seed, 32);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            (string[] words, int place) = Row(length, random);
            (int left, int right) = (random.Next(s_left.Length), random.Next(s_right.Length));
            words[random.Next(place)] = s_left[left];
            words[Right(place, length, random)] = s_right[right];
            return new ClueExample(words, place, left == right ? 1 : 0, NeedsRight: true);
        })];
    }

    /// <summary>
    /// The share that the best reader of the left side gets right of <see cref="OneSided"/> rows: all whose clue stands
    /// left, and of the others one in as many as there are senses: (1 − p) + p / 4.
    /// </summary>
    /// <param name="right">p, the probability that the clue stands to the right.</param>
    public static double LeftCeiling(double right)
    {
        CheckShare(right);
        return 1 - right + right / s_clues.Length;
    }

    /// <summary>
    /// The share that no sum of a score from the left and one from the right can exceed on <see cref="TwoSided"/> rows:
    /// such a sum is right for at most three of the four combinations.
    /// </summary>
    /// <value>0.75.</value>
    public static double SumCeiling => 0.75;

    private static (string[] Words, int Place) Row(int length, SeededRandom random)
    {
        string[] words = [.. Enumerable.Range(0, length).Select(_ => random.Pick(s_fillers))];
        int place = 1 + random.Next(length - 2);
        words[place] = Target;
        return (words, place);
    }

    private static int Right(int place, int length, SeededRandom random) =>
        place + 1 + random.Next(length - 1 - place);

    private static void Check(int count, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (length >= 3) return;
        throw new ArgumentOutOfRangeException(
            nameof(length), length, "A row needs a word on each side of the one in question: at least 3 words.");
    }

    private static void CheckShare(double right)
    {
        if (right is >= 0 and <= 1) return;
        throw new ArgumentOutOfRangeException(nameof(right), right, "A probability lies between 0 and 1.");
    }
}
