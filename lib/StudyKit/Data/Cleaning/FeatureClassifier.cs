namespace StudyKit.Data.Cleaning;

/// <summary>
/// Logistic regression over a few numbers for each pair, such as a language model's opinion of it. The numbers are
/// brought to mean 0 and deviation 1 first.
/// </summary>
public sealed class FeatureClassifier
{
    private double[] _mean = [], _deviation = [], _weights = [];

    /// <summary>
    /// Learns by Newton's method with a small penalty, so the result does not depend on an order or a step size.
    /// </summary>
    /// <param name="features">For each pair its numbers, always as many.</param>
    /// <param name="good">For each pair whether it is good; both kinds occur.</param>
    /// <param name="penalty">Of half the squared weights, so that data that a line separates has an end.</param>
    /// <exception cref="ArgumentException">Lists of different length, or pairs of one kind only.</exception>
    public void Train(IReadOnlyList<double[]> features, IReadOnlyList<bool> good, double penalty = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(good);
        if (features.Count != good.Count || good.Distinct().Count() < 2)
        {
            throw new ArgumentException("A classifier learns from good pairs and bad ones, with features for each. " +
                $"Received {features.Count} features and {good.Count(yes => yes)} good pairs of {good.Count}.",
                nameof(good));
        }

        int width = features[0].Length;
        _mean = [.. Enumerable.Range(0, width).Select(k => features.Average(one => one[k]))];
        _deviation = [.. Enumerable.Range(0, width)
            .Select(k => Math.Sqrt(features.Average(one => Math.Pow(one[k] - _mean[k], 2))) + 1e-9)];
        _weights = new double[width + 1];
        double[][] scaled = [.. features.Select(Scaled)];
        for (int round = 0; round < 15; round++)
        {
            double[,] system = new double[width + 1, width + 2];
            for (int k = 0; k <= width; k++) (system[k, k], system[k, width + 1]) = (penalty, -penalty * _weights[k]);
            for (int i = 0; i < scaled.Length; i++)
            {
                double p = Probability(scaled[i]), curvature = p * (1 - p);
                for (int k = 0; k <= width; k++)
                {
                    for (int j = 0; j <= width; j++) system[k, j] += curvature * scaled[i][k] * scaled[i][j];
                    system[k, width + 1] += ((good[i] ? 1 : 0) - p) * scaled[i][k];
                }
            }

            double[] step = Solve(system, width + 1);
            for (int k = 0; k <= width; k++) _weights[k] += step[k];
        }
    }

    /// <summary>The probability that a pair is good.</summary>
    /// <param name="features">Its numbers.</param>
    public double Score(double[] features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Length + 1 != _weights.Length)
        {
            throw new ArgumentException($"The classifier was trained on {_weights.Length - 1} numbers for a pair. " +
                $"Received {features.Length}; call Train first with as many.", nameof(features));
        }

        return Probability(Scaled(features));
    }

    private double Probability(double[] scaled) => 1 / (1 + Math.Exp(-scaled.Zip(_weights, (x, w) => x * w).Sum()));

    private double[] Scaled(double[] features) => [.. features.Select((x, k) => (x - _mean[k]) / _deviation[k]), 1];

    // Elimination without pivots: the penalty keeps the diagonal away from zero.
    private static double[] Solve(double[,] system, int size)
    {
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                double factor = system[row, pivot] / system[pivot, pivot];
                for (int k = pivot; row != pivot && k <= size; k++) system[row, k] -= factor * system[pivot, k];
            }
        }

        return [.. Enumerable.Range(0, size).Select(k => system[k, size] / system[k, k])];
    }
}
