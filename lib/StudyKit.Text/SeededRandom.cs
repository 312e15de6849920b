using System.Numerics;

namespace StudyKit.Text;

/// <summary>
/// A small random generator that gives the same numbers on every system and in every version of .NET,
/// which <see cref="System.Random"/> does not promise. Two instances share nothing, so parallel work stays
/// reproducible.
/// </summary>
/// <remarks>xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64 (Steele et al., 2014).</remarks>
public sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Makes a generator from a seed and, if wanted, further numbers that tell its streams apart.</summary>
    /// <param name="seed">The seed. Neighbouring seeds give unrelated sequences.</param>
    /// <param name="streams">
    /// For instance the epoch, or the number of the example: each gives a sequence of its own.
    /// </param>
    public SeededRandom(long seed, params ReadOnlySpan<long> streams)
    {
        ulong state = unchecked((ulong)seed);
        foreach (long stream in streams)
        {
            state = SplitMix64(ref state) ^ unchecked((ulong)stream);
        }

        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>An integer from 0 to <paramref name="bound"/> − 1, each equally likely.</summary>
    /// <param name="bound">One more than the largest result, at least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong range = (ulong)bound;
        // Values below the threshold would make the small results a little more likely; they are drawn again (Lemire,
        // 2019).
        ulong threshold = unchecked(0UL - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), range, out ulong low);
            if (low >= threshold) return (int)high;
        }
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>One of the items, each equally likely.</summary>
    /// <param name="items">At least one item.</param>
    public T Pick<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Next(items.Count)];
    }

    /// <summary>Puts the items into random order, every order equally likely (Fisher and Yates).</summary>
    /// <param name="items">The items, changed in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
