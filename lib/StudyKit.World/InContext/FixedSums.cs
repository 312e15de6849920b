using StudyKit.Text;

namespace StudyKit.World.InContext;

/// <summary>
/// Sums in a fixed width, shorter numbers with zeros before them: <c>0 2 7 + 0 5 4 = 0 0 8 1</c>, or with the last
/// digit of the answer first: <c>0 2 7 + 0 5 4 = 1 8 0 0</c>. One pair of numbers in five is kept back: training never
/// has it, so that a right answer to it is computed and not recalled.
/// </summary>
/// <remarks>
/// The first digit of a sum depends on all carries. Written from the last digit on, each digit depends on one column
/// and one carry (Lee et al., 2023, "Teaching Arithmetic to Small Transformers", arXiv 2307.03381).
/// </remarks>
public sealed class FixedSums
{
    private const int Plus = 10, Equal = 11, KeptOneIn = 5;

    /// <summary>Chooses how sums are written.</summary>
    /// <param name="width">Digits of each number, 1 to 8; the answer has one more.</param>
    /// <param name="lastDigitFirst">Whether the answer begins with its last digit.</param>
    public FixedSums(int width, bool lastDigitFirst)
    {
        if (width is < 1 or > 8) throw new ArgumentOutOfRangeException(nameof(width), width, "width must be 1 to 8.");
        (Width, LastDigitFirst) = (width, lastDigitFirst);
    }

    /// <summary>All symbols; a row is made of their numbers.</summary>
    public static IReadOnlyList<string> Symbols { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "="];

    /// <summary>Digits of each number.</summary>
    public int Width { get; }

    /// <summary>Whether the answer begins with its last digit.</summary>
    public bool LastDigitFirst { get; }

    /// <summary>Where the answer begins in a row: 2 · width + 2.</summary>
    public int AnswerStart => 2 * Width + 2;

    /// <summary>How many digits the answer has: width + 1.</summary>
    public int AnswerLength => Width + 1;

    /// <summary>Symbols of a row: 3 · width + 3.</summary>
    public int Length => AnswerStart + AnswerLength;

    /// <summary>Whether a pair is kept back from training: about one in five, whatever its digits are.</summary>
    /// <param name="a">The first number.</param>
    /// <param name="b">The second.</param>
    public static bool IsKept(int a, int b)
    {
        // Mixed well: were it a sum of digits, whole columns would be missing from training.
        ulong mixed = ((ulong)(uint)a << 32 | (uint)b) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
        return (mixed ^ (mixed >> 32)) % KeptOneIn == 0;
    }

    /// <summary>A row for training: 1 to <see cref="Width"/> digits, equally likely, never a pair kept back.</summary>
    /// <param name="random">Draws it.</param>
    public int[] Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Draw(random, 1 + random.Next(Width), kept: false);
    }

    /// <summary>A row about numbers of so many digits: the larger one has all of them.</summary>
    /// <param name="random">Draws it.</param>
    /// <param name="digits">1 to <see cref="Width"/>.</param>
    /// <param name="kept">Whether the pair is one of those kept back.</param>
    /// <param name="carries">True: some column carries. False: none does. Null: as it comes.</param>
    public int[] Draw(SeededRandom random, int digits, bool kept, bool? carries = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, Width);
        int end = (int)Math.Pow(10, digits), least = digits == 1 ? 0 : end / 10;
        while (true)
        {
            (int a, int b) = (random.Next(end), random.Next(end));
            if (Math.Max(a, b) < least || IsKept(a, b) != kept) continue;
            if (carries is null || carries == Carries(a, b)) return Write(a, b);
        }
    }

    /// <summary>One sum as a row.</summary>
    /// <param name="a">The first number, at most <see cref="Width"/> digits.</param>
    /// <param name="b">The second.</param>
    /// <returns>Numbers of <see cref="Symbols"/>.</returns>
    public int[] Write(int a, int b)
    {
        int[] answer = Digits(a + b, AnswerLength);
        if (LastDigitFirst) Array.Reverse(answer);
        return [.. Digits(a, Width), Plus, .. Digits(b, Width), Equal, .. answer];
    }

    /// <summary>Whether some column of a sum carries.</summary>
    /// <param name="a">The first number.</param>
    /// <param name="b">The second.</param>
    public static bool Carries(int a, int b)
    {
        for (; a > 0 && b > 0; (a, b) = (a / 10, b / 10))
        {
            if (a % 10 + b % 10 > 9) return true;
        }

        return false;
    }

    private static int[] Digits(int number, int count)
    {
        int[] digits = new int[count];
        for (int i = count - 1; i >= 0; i--, number /= 10) digits[i] = number % 10;
        return number == 0
            ? digits
            : throw new ArgumentOutOfRangeException(
                nameof(number), $"A number must have at most {count} digits. {number} was left over.");
    }
}
