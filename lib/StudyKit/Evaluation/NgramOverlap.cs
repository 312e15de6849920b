namespace StudyKit.Evaluation;

/// <summary>
/// Sequences of n tokens that texts share with a text that a model has read (Radford et al., 2019, §4: n = 8). The
/// paper kept them in Bloom filters, which err once in 10⁸; here each is kept as it is.
/// </summary>
public sealed class NgramOverlap
{
    /// <summary>The longest sequences that are kept.</summary>
    public const int Longest = 8;

    private const int BitsOfToken = 16;
    private readonly HashSet<UInt128> _read;
    private readonly int _n;

    /// <summary>Keeps all sequences of a text.</summary>
    /// <param name="read">What was read, token ids below 65,536.</param>
    /// <param name="n">Tokens of a sequence, 1 to 8.</param>
    public NgramOverlap(IReadOnlyList<int> read, int n = Longest)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, Longest);
        _n = n;
        _read = [.. Sequences(read, n)];
    }

    /// <summary>The share of a text's sequences that were read; 0 for one shorter than n.</summary>
    /// <param name="text">Token ids.</param>
    public double Share(IReadOnlyList<int> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Sequences(text, _n).Select(sequence => _read.Contains(sequence) ? 1.0 : 0).DefaultIfEmpty().Average();
    }

    /// <summary>The share of a text's sequences that stood in the same text before.</summary>
    /// <param name="text">Token ids below 65,536.</param>
    /// <param name="n">Tokens of a sequence, 1 to 8.</param>
    /// <returns>0 to 1; 0 for a text shorter than n.</returns>
    public static double Repeated(IReadOnlyList<int> text, int n)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, Longest);
        int all = Math.Max(0, text.Count - n + 1);
        return all == 0 ? 0 : 1 - Sequences(text, n).Distinct().Count() / (double)all;
    }

    private static IEnumerable<UInt128> Sequences(IReadOnlyList<int> text, int n)
    {
        UInt128 sequence = 0, mask = n == Longest ? UInt128.MaxValue : (UInt128.One << (n * BitsOfToken)) - 1;
        for (int i = 0; i < text.Count; i++)
        {
            if (text[i] is < 0 or >= 1 << BitsOfToken)
            {
                throw new ArgumentException(
                    $"Token ids lie between 0 and 65,535. Received {text[i]} at place {i}.", nameof(text));
            }

            sequence = ((sequence << BitsOfToken) | (uint)text[i]) & mask;
            if (i >= n - 1) yield return sequence;
        }
    }
}
