namespace StudyKit.Probes;

/// <summary>The weights of one attention in one call: [B, H, T, S], each row over S summing to 1.</summary>
public sealed class AttentionWeights : IDisposable
{
    private readonly float[] _values;

    internal AttentionWeights(Tensor weights)
    {
        Values = weights;
        _values = [.. weights.data<float>()];
    }

    /// <summary>[B, H, T, S] on the CPU, owned by the probe.</summary>
    public Tensor Values { get; }

    /// <summary>B, how many sentences.</summary>
    public int Sentences => (int)Values.shape[0];

    /// <summary>H, how many heads.</summary>
    public int Heads => (int)Values.shape[1];

    /// <summary>T, how many queries.</summary>
    public int Queries => (int)Values.shape[2];

    /// <summary>S, how many keys.</summary>
    public int Keys => (int)Values.shape[3];

    /// <summary>One head's map.</summary>
    /// <param name="sentence">Which sentence of the batch.</param>
    /// <param name="head">Which head.</param>
    /// <param name="queries">How many queries to give, without trailing padding; all when null.</param>
    /// <param name="keys">How many keys to give, without trailing padding; all when null.</param>
    /// <returns>[queries, keys].</returns>
    public double[,] Head(int sentence, int head, int? queries = null, int? keys = null)
    {
        Check(sentence, Sentences, nameof(sentence));
        Check(head, Heads, nameof(head));
        double[,] map = new double[queries ?? Queries, keys ?? Keys];
        for (int t = 0; t < map.GetLength(0); t++)
        {
            for (int s = 0; s < map.GetLength(1); s++) map[t, s] = At(sentence, head, t, s);
        }

        return map;
    }

    /// <summary>The mean over all heads.</summary>
    /// <inheritdoc cref="Head"/>
    public double[,] MeanOverHeads(int sentence, int? queries = null, int? keys = null)
    {
        double[,] mean = new double[queries ?? Queries, keys ?? Keys];
        for (int head = 0; head < Heads; head++)
        {
            double[,] map = Head(sentence, head, queries, keys);
            for (int t = 0; t < mean.GetLength(0); t++)
            {
                for (int s = 0; s < mean.GetLength(1); s++) mean[t, s] += map[t, s] / Heads;
            }
        }

        return mean;
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();

    private double At(int b, int h, int t, int s) => _values[(((((b * Heads) + h) * Queries) + t) * Keys) + s];

    private static void Check(int index, int count, string name)
    {
        if (index < 0 || index >= count)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is a number from 0 to {count - 1}. Received {index}.");
        }
    }
}
