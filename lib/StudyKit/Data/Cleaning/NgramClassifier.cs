using StudyKit.Text;

namespace StudyKit.Data.Cleaning;

/// <summary>
/// Tells good pairs of utterance and reply from bad ones: logistic regression over the characters and pairs of
/// characters of both sides and over pairs that stand across. The paper trains a classifier on 110,000 annotated pairs
/// after the rules (§3.2); this is the baseline that any network has to beat.
/// </summary>
/// <param name="bits">2^bits weights; features are hashed onto them.</param>
public sealed class NgramClassifier(int bits = 18)
{
    private readonly float[] _weights = new float[1 << bits];
    private readonly float[] _squares = new float[1 << bits];

    /// <summary>Learns from annotated pairs.</summary>
    /// <param name="pairs">Utterance, reply, and whether the pair is good.</param>
    /// <param name="epochs">How often to go through them.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="rate">Step of AdaGrad.</param>
    public void Train(
        IReadOnlyList<(string Utterance, string Reply, bool Good)> pairs,
        int epochs = 5,
        long seed = 0,
        double rate = 0.2)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        int[][] features = [.. pairs.Select(pair => Features(pair.Utterance, pair.Reply))];
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            new SeededRandom(seed, epoch).Shuffle(order.AsSpan());
            foreach (int i in order)
            {
                double error = Probability(features[i]) - (pairs[i].Good ? 1 : 0);
                float gradient = (float)(error / Math.Sqrt(features[i].Length));
                foreach (int feature in features[i])
                {
                    _squares[feature] += gradient * gradient;
                    _weights[feature] -= (float)(rate * gradient / Math.Sqrt(_squares[feature] + 1e-8f));
                }
            }
        }
    }

    /// <summary>The probability that a pair is good.</summary>
    /// <param name="utterance">What was said.</param>
    /// <param name="reply">The reply.</param>
    public double Score(string utterance, string reply) => Probability(Features(utterance, reply));

    private double Probability(int[] features) =>
        1 / (1 + Math.Exp(-features.Sum(feature => (double)_weights[feature]) / Math.Sqrt(features.Length)));

    private int[] Features(string utterance, string reply)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ArgumentNullException.ThrowIfNull(reply);
        HashSet<int> features = [Place(0, 0, 0)];
        AddSide(features, 1, utterance);
        AddSide(features, 3, reply);
        foreach (char left in utterance)
        {
            foreach (char right in reply) features.Add(Place(5, left, right));
        }

        for (int i = 1; i < reply.Length; i++)
        {
            if (utterance.Contains(reply.AsSpan(i - 1, 2), StringComparison.Ordinal)) features.Add(Place(6, 0, 0));
        }

        return [.. features];
    }

    private void AddSide(HashSet<int> features, int kind, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            features.Add(Place(kind, text[i], 0));
            if (i > 0) features.Add(Place(kind + 1, text[i - 1], text[i]));
        }
    }

    private int Place(int kind, int first, int second)
    {
        ulong mixed = (((ulong)kind << 40) | ((ulong)first << 20) | (uint)second) * 0x9E3779B97F4A7C15;
        return (int)(mixed >> (64 - bits));
    }
}
