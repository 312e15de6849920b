namespace StudyKit.Evaluation.Dialogues;

/// <summary>
/// How near a reply is to a reference by the vectors of their tokens, ×100 (Liu et al., EMNLP 2016, §3.2). Tokens
/// without a vector are passed over.
/// </summary>
public static class EmbeddingSimilarity
{
    /// <summary>Cosine of the means of the vectors. NaN when a side has no known token.</summary>
    /// <param name="reply">The reply's tokens.</param>
    /// <param name="reference">The reference's tokens.</param>
    /// <param name="vectors">Vectors.</param>
    public static double Average(IReadOnlyList<string> reply, IReadOnlyList<string> reference, WordVectors vectors)
    {
        double[][] a = Known(reply, vectors), b = Known(reference, vectors);
        return a.Length == 0 || b.Length == 0 ? double.NaN : 100 * Cosine(Mean(a), Mean(b));
    }

    /// <summary>
    /// Each token's cosine with the nearest of the other side, meant over tokens, and over both directions.
    /// </summary>
    /// <param name="reply">The reply's tokens.</param>
    /// <param name="reference">The reference's tokens.</param>
    /// <param name="vectors">Vectors.</param>
    public static double Greedy(IReadOnlyList<string> reply, IReadOnlyList<string> reference, WordVectors vectors)
    {
        double[][] a = Known(reply, vectors), b = Known(reference, vectors);
        return a.Length == 0 || b.Length == 0 ? double.NaN : 50 * (Nearest(a, b) + Nearest(b, a));
    }

    private static double Nearest(double[][] from, double[][] to) =>
        from.Average(one => to.Max(other => Cosine(one, other)));

    private static double[][] Known(
        IReadOnlyList<string> tokens, WordVectors vectors) => [.. tokens.Select(vectors.Find).OfType<double[]>()];

    private static double[] Mean(
        double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private static double Cosine(double[] a, double[] b)
    {
        double product = 0, left = 0, right = 0;
        for (int i = 0; i < a.Length; i++)
        {
            (product, left, right) = (product + (a[i] * b[i]), left + (a[i] * a[i]), right + (b[i] * b[i]));
        }

        return left == 0 || right == 0 ? 0 : product / Math.Sqrt(left * right);
    }
}
