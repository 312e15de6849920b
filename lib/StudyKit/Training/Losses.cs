using StudyKit.Runtime;

namespace StudyKit.Training;

/// <summary>Loss functions that the papers share.</summary>
public static class Losses
{
    /// <summary>
    /// Cross-entropy over a vocabulary with label smoothing: the target is right with probability 1 − ε, and ε is spread evenly
    /// over the vocabulary (Transformer §5.4, ε = 0.1). Padding counts for nothing: the mean is over the real targets.
    /// </summary>
    /// <param name="logits">[B, T, V] or [N, V].</param>
    /// <param name="targets">[B, T] or [N], int64.</param>
    /// <param name="smoothing">ε, from 0 to less than 1.</param>
    /// <param name="padding">The target id that is left out; null when there is none.</param>
    /// <returns>The mean loss in nats, a scalar; NaN when every target is padding.</returns>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets, double smoothing = 0, long? padding = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        if (smoothing is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "smoothing must be at least 0 and less than 1.");
        long[] shape = logits.shape;
        if (shape.Length == 3)
        {
            Shapes.Check(targets, nameof(targets), [("B", shape[0]), ("T", shape[1])]);
            return CrossEntropy(logits.reshape(-1, shape[2]), targets.reshape(-1), smoothing, padding);
        }

        Shapes.Check(logits, nameof(logits), ["N", "V"], "Give [B, T, V] or [N, V].");
        Shapes.Check(targets, nameof(targets), [("N", shape[0])]);
        return nn.functional.cross_entropy(logits, targets, ignore_index: padding ?? -100, reduction: nn.Reduction.Mean, label_smoothing: smoothing);
    }
}
