namespace StudyKit.Benchmarks;

/// <summary>Measures one property of the kit on this machine.</summary>
public interface IBenchmark
{
    /// <summary>A short name without spaces, to choose it by.</summary>
    string Name { get; }

    /// <summary>What is measured, one sentence.</summary>
    string Question { get; }

    /// <summary>Whether it runs only when it is named: it takes long, or needs data that may not be there.</summary>
    bool OnRequest => false;

    /// <summary>Measures.</summary>
    /// <param name="rounds">
    /// How often to repeat what is timed; a benchmark that counts instead of timing does not look at it.
    /// </param>
    /// <returns>What was found.</returns>
    BenchmarkResult Run(int rounds);
}
