namespace StudyKit.Probes;

/// <summary>
/// Whether like things lie near each other: how often a vector's nearest neighbour is of its own kind, beside what
/// guessing gives.
/// </summary>
public static class Neighbours
{
    /// <summary>The share of vectors whose nearest other vector, by the cosine, is of the same kind.</summary>
    /// <param name="vectors">[N, C], for instance rows of the word table.</param>
    /// <param name="kinds">N kinds.</param>
    /// <returns>From 0 to 1.</returns>
    public static double ShareAlike(Tensor vectors, IReadOnlyList<int> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        Runtime.Shapes.Check(vectors, nameof(vectors), [("N", kinds.Count), "C"]);
        long[] nearest = Nearest(vectors);
        return nearest.Where((other, i) => kinds[(int)other] == kinds[i]).Count() / (double)kinds.Count;
    }

    /// <summary>For each vector the number of the one nearest to it, itself left out.</summary>
    /// <param name="vectors">[N, C], N at least 2.</param>
    /// <exception cref="ArgumentException">There are no two vectors.</exception>
    public static long[] Nearest(Tensor vectors)
    {
        Runtime.Shapes.Check(vectors, nameof(vectors), ["N", "C"]);
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors.shape[0], 2, nameof(vectors));
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor unit = functional.normalize(vectors.detach(), dim: 1);
        Tensor cosines = unit.matmul(unit.t());                       // [N, N]
        cosines.diagonal().fill_(double.NegativeInfinity);
        return cosines.argmax(1).cpu().data<long>().ToArray();
    }

    /// <summary>The share that neighbours drawn at random would have: Σ n_k (n_k − 1) / (N (N − 1)).</summary>
    /// <param name="kinds">N kinds.</param>
    public static double Guess(IReadOnlyList<int> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentOutOfRangeException.ThrowIfLessThan(kinds.Count, 2);
        return kinds.CountBy(kind => kind).Sum(pair => pair.Value * (pair.Value - 1.0))
            / (kinds.Count * (kinds.Count - 1.0));
    }
}
