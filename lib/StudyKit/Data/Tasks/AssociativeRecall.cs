using StudyKit.Text;

namespace StudyKit.Data.Tasks;

/// <summary>
/// Look-up: a row lists pairs of a key and a value, drawn anew for each row, and then asks for keys; the answer to a
/// key is the value that it has in this row. Nothing can be learned by heart: what is right in one row is wrong in the
/// next.
/// </summary>
/// <remarks>
/// "Zoology" (Arora et al., 2023, 2312.04927) calls it multi-query associative recall. Here a pair is one position, so
/// that one layer can do it. A question may name several keys at once, each in a place of its own; then it has as many
/// answers.
/// </remarks>
/// <param name="keys">How many keys there are.</param>
/// <param name="values">How many values there are: choosing one at random is right once in that many.</param>
/// <param name="asked">How many keys a question names at once.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
public sealed class AssociativeRecall(int keys = 64, int values = 16, int asked = 1)
{
    /// <summary>How many keys there are.</summary>
    public int Keys { get; } = Positive(keys, nameof(keys));

    /// <summary>How many values there are.</summary>
    public int Values { get; } = Positive(values, nameof(values));

    /// <summary>A: how many keys a question names at once.</summary>
    public int Asked { get; } = Positive(asked, nameof(asked));

    /// <summary>
    /// Draws rows. Where a question names one key, every key of the row is asked for once, in random order; where it
    /// names several, these differ.
    /// </summary>
    /// <param name="pairs">K: pairs in a row, and questions about it; from A to the number of keys.</param>
    /// <param name="rows">B.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="device">The CPU when null.</param>
    /// <returns>The rows; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// More pairs than keys, fewer pairs than keys named at once, or no row.
    /// </exception>
    public RecallBatch Draw(int pairs, int rows, SeededRandom random, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        Positive(rows, nameof(rows));
        if (pairs < Asked || pairs > Keys)
        {
            throw new ArgumentOutOfRangeException(nameof(pairs), pairs, $"A row has from {Asked} pairs, for so many " +
                $"keys are asked for at once, to {Keys}, the number of keys. Received {pairs}.");
        }

        long[] rowKeys = new long[rows * pairs], rowValues = new long[rows * pairs],
            named = new long[rows * pairs * Asked], answers = new long[rows * pairs * Asked];
        int[] all = [.. Enumerable.Range(0, Keys)], order = [.. Enumerable.Range(0, pairs)];
        for (int row = 0; row < rows; row++)
        {
            random.Shuffle<int>(all);
            Span<long> value = rowValues.AsSpan(row * pairs, pairs);
            for (int i = 0; i < pairs; i++) (rowKeys[row * pairs + i], value[i]) = (all[i], random.Next(Values));
            if (Asked == 1) random.Shuffle<int>(order);
            for (int question = 0; question < pairs; question++)
            {
                if (Asked > 1) random.Shuffle<int>(order);
                for (int a = 0; a < Asked; a++)
                {
                    int which = Asked == 1 ? order[question] : order[a];
                    int place = (row * pairs + question) * Asked + a;
                    (named[place], answers[place]) = (all[which], value[which]);
                }
            }
        }

        return new RecallBatch(
            Tensor(rowKeys, [rows, pairs]), Tensor(rowValues, [rows, pairs]),
            Tensor(named, [rows, pairs, Asked]), Tensor(answers, [rows, pairs, Asked]));

        Tensor Tensor(long[] numbers, long[] shape) =>
            tensor(numbers, shape, device: device).DetachFromDisposeScope();
    }

    /// <summary>
    /// What guessing gives: the share of answers that are right when every one is the row's most frequent value. It is
    /// the best that can be done without telling the row's keys apart.
    /// </summary>
    /// <param name="pairs">K.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="rows">Over how many drawn rows the mean is taken.</param>
    /// <returns>From 1 / values to 1.</returns>
    public double Guess(int pairs, long seed = 0, int rows = 40_000)
    {
        Positive(pairs, nameof(pairs));
        SeededRandom random = new(seed);
        long right = 0;
        int[] count = new int[Values];
        for (int row = 0; row < Positive(rows, nameof(rows)); row++)
        {
            Array.Clear(count);
            for (int i = 0; i < pairs; i++) count[random.Next(Values)]++;
            right += count.Max();
        }

        return right / ((double)rows * pairs);
    }

    private static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
