using StudyKit.Runtime;

namespace StudyKit.Nn.Losses;

/// <summary>
/// Cross-entropy against targets that keep a little doubt: 1 − ε on the right token and ε spread evenly over the
/// vocabulary.
/// </summary>
/// <remarks>
/// <para>"Attention Is All You Need", §5.4, ε_ls = 0.1, after "Rethinking the Inception Architecture" (Szegedy et al.,
/// 2016), §7. For one position with logits z, right token y and log-partition L = log Σ exp(z_v):</para>
/// <code>loss = L − (1 − ε) z_y − ε · 1/V Σ z_v</code>
/// <para>Its smallest value is not 0 but the entropy of the smoothed target (<see cref="Floor"/>).</para>
/// </remarks>
public static class LabelSmoothedCrossEntropy
{
    /// <summary>Mean over the positions.</summary>
    /// <param name="logits">[N, V].</param>
    /// <param name="targets">[N] int64.</param>
    /// <param name="smoothing">ε from 0 (plain cross-entropy) up to below 1.</param>
    /// <param name="ignored">
    /// Targets with this id do not count (padding); null counts all. Dropping such rows beforehand is cheaper.
    /// </param>
    /// <returns>A scalar, in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or a target is outside of V.</exception>
    public static Tensor Mean(Tensor logits, Tensor targets, double smoothing = 0.1, long? ignored = null)
    {
        Shapes.Check(logits, nameof(logits), ["N", "V"]);
        Shapes.Check(targets, nameof(targets), [("N", logits.shape[0])]);
        if (smoothing is < 0 or >= 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(smoothing), smoothing, "Label smoothing lies between 0 and 1: the paper's is 0.1.");
        }

        Shapes.CheckLabels(targets, nameof(targets), logits.shape[1], ignored ?? -100);
        return functional.cross_entropy(logits, targets, ignore_index: ignored ?? -100, label_smoothing: smoothing);
    }

    /// <summary>The smallest loss that any logits can reach: the entropy of the smoothed target, in nats.</summary>
    /// <param name="vocabularySize">V.</param>
    /// <param name="smoothing">ε.</param>
    public static double Floor(int vocabularySize, double smoothing)
    {
        double other = smoothing / vocabularySize, right = 1 - smoothing + other;
        return -right * Math.Log(right) - (vocabularySize - 1) * (other > 0 ? other * Math.Log(other) : 0);
    }
}
