using StudyKit.Text;

namespace StudyKit.Tests.Text;

public sealed class SeededRandomTests
{
    [Fact]
    public void The_first_numbers_are_those_of_the_published_algorithms()
    {
        // SplitMix64 from 1234567 begins 6457827717110365317, 3203168211198807973 (its authors' test values);
        // xoshiro256** then gives rotl(s1 · 5, 7) · 9.
        ulong s1 = 3203168211198807973UL;
        ulong expected = unchecked(System.Numerics.BitOperations.RotateLeft(s1 * 5, 7) * 9);
        Assert.Equal(expected, new SeededRandom(1234567).NextBits());
    }

    [Fact]
    public void Numbers_are_the_same_on_every_system()
    {
        // Computed with an independent implementation of both algorithms.
        SeededRandom random = new(42, 7);
        Assert.Equal(GoldenNumbers, string.Join(' ', Enumerable.Range(0, 12).Select(_ => random.Next(1000))));
    }

    [Fact]
    public void Draws_are_even_and_orders_are_too()
    {
        SeededRandom random = new(1);
        int[] counts = new int[6];
        int[] orders = new int[27];
        for (int i = 0; i < 60_000; i++)
        {
            counts[random.Next(6)]++;
            int[] items = [0, 1, 2];
            random.Shuffle<int>(items);
            orders[(items[0] * 9) + (items[1] * 3) + items[2]]++;
        }

        // 10,000 expected, standard deviation 91: five of them.
        Assert.All(counts, count => Assert.InRange(count, 9_540, 10_460));
        Assert.Equal(6, orders.Count(count => count > 0));
        Assert.All(orders.Where(count => count > 0), count => Assert.InRange(count, 9_540, 10_460));
        Assert.InRange(Enumerable.Range(0, 10_000).Average(_ => random.NextDouble()), 0.485, 0.515);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
    }

    private const string GoldenNumbers = "255 389 384 588 919 687 414 528 263 711 544 739";
}
