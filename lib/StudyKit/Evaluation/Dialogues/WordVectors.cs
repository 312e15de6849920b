namespace StudyKit.Evaluation.Dialogues;

/// <summary>
/// Vectors of tokens learned from a corpus by counting: positive pointwise mutual information of tokens that stand near
/// each other, cut to its largest singular vectors (Levy and Goldberg, 2014). The same corpus gives the same vectors.
/// </summary>
public sealed class WordVectors
{
    private readonly Dictionary<string, double[]> _vectors;

    /// <summary>Takes vectors made elsewhere.</summary>
    /// <param name="vectors">A vector for each token, all of one width.</param>
    public WordVectors(IReadOnlyDictionary<string, double[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _vectors = new(vectors, StringComparer.Ordinal);
    }

    /// <summary>How many tokens have a vector.</summary>
    public int Count => _vectors.Count;

    /// <summary>The vector of a token; null for an unknown one.</summary>
    /// <param name="token">The token.</param>
    public double[]? Find(string token) => _vectors.GetValueOrDefault(token);

    /// <summary>Learns vectors.</summary>
    /// <param name="texts">Texts as tokens.</param>
    /// <param name="width">Width of the vectors.</param>
    /// <param name="window">How far apart two tokens are near each other.</param>
    /// <param name="most">Only the most frequent tokens get a vector.</param>
    public static WordVectors Learn(
        IEnumerable<IReadOnlyList<string>> texts, int width = 50, int window = 3, int most = 1500)
    {
        ArgumentNullException.ThrowIfNull(texts);
        IReadOnlyList<string>[] all = [.. texts];
        string[] tokens = [.. all.SelectMany(text => text).GroupBy(token => token)
            .OrderByDescending(group => group.Count()).ThenBy(
                group => group.Key, StringComparer.Ordinal).Take(most).Select(group => group.Key)];
        Dictionary<string, int> ids = tokens.Select((token, id) => (token, id))
            .ToDictionary(pair => pair.token, pair => pair.id, StringComparer.Ordinal);
        int count = tokens.Length;
        float[] together = new float[count * count];
        foreach (IReadOnlyList<string> text in all)
        {
            int[] row = [.. text.Select(token => ids.GetValueOrDefault(token, -1))];
            for (int i = 0; i < row.Length; i++)
            {
                for (int j = Math.Max(0, i - window); j < i; j++)
                {
                    if (row[i] < 0 || row[j] < 0) continue;
                    together[(row[i] * count) + row[j]]++;
                    together[(row[j] * count) + row[i]]++;
                }
            }
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor pairs = tensor(together, [count, count]);
        Tensor expected = pairs.sum(1, keepdim: true) * pairs.sum(0, keepdim: true) / pairs.sum();
        Tensor information = (pairs / expected.clamp_min(1e-9)).clamp_min(1).log();
        (Tensor values, Tensor vectors) = linalg.eigh(information);
        int kept = Math.Min(width, count);
        Tensor order = values.abs().argsort(descending: true).narrow(0, 0, kept);
        Tensor table = vectors.index_select(1, order) * values.index_select(0, order).abs().sqrt();
        float[] numbers = [.. table.contiguous().data<float>()];
        return new WordVectors(tokens.Select((token, id) => (token, Row: numbers.Skip(id * kept).Take(kept)
            .Select(number => (double)number).ToArray())).ToDictionary(pair => pair.token, pair => pair.Row));
    }
}
