using StudyKit.Text;

namespace StudyKit.Runtime;

/// <summary>One seed for everything that is drawn at random.</summary>
public static class Seeds
{
    /// <summary>
    /// Sets libtorch's global generator (initial weights, dropout) on the processor and on every card.
    /// What the kit itself draws never comes from there: each such method takes a seed or a generator of its own.
    /// </summary>
    /// <param name="seed">
    /// Any number. The same seed gives the same run on the same machine with the same number of threads.
    /// </param>
    /// <returns>A generator of the kit for what the caller draws; independent of libtorch's.</returns>
    public static SeededRandom SetAll(long seed)
    {
        Native.NativeTorch.EnsureLoaded();
        random.manual_seed(seed);
        return new SeededRandom(seed);
    }

    /// <summary>
    /// A seed of its own for each use, so that adding a draw in one place moves no number in another.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What is drawn, for instance <c>"dropout"</c> or <c>"word order"</c>.</param>
    /// <returns>A seed from 0 to 2⁶³ − 1; the same on every system.</returns>
    public static long Derive(long seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        // FNV-1a: string.GetHashCode differs from process to process.
        ulong hash = 14695981039346656037UL;
        foreach (char c in purpose) hash = unchecked((hash ^ c) * 1099511628211UL);
        return (long)(new SeededRandom(seed, unchecked((long)hash)).NextBits() >> 1);
    }

    /// <summary>
    /// Draws something aside, as the weights of a model that is only looked at: libtorch's generator on the processor
    /// stands afterwards where it stood, so what comes later is as if nothing had been drawn.
    /// </summary>
    /// <param name="draw">Draws, on the processor.</param>
    /// <returns>What was drawn.</returns>
    public static T Aside<T>(Func<T> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        Native.NativeTorch.EnsureLoaded();
        Tensor before = get_rng_state();
        try
        {
            return draw();
        }
        finally
        {
            set_rng_state(before);
            before.Dispose();
        }
    }

    /// <summary>
    /// A generator of libtorch for functions that draw, such as sampling: the global one stays untouched.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="device">Where the drawn tensors live; the processor when null.</param>
    /// <returns>A generator that the caller disposes.</returns>
    public static Generator Generator(long seed, Device? device = null)
    {
        Native.NativeTorch.EnsureLoaded();
        return new Generator(unchecked((ulong)seed), device);
    }
}
