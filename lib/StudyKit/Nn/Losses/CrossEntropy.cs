using StudyKit.Runtime;

namespace StudyKit.Nn.Losses;

/// <summary>
/// Cross-entropy as the models take it: a label that is no class is told with its place, before native code ends the
/// call with its own stack.
/// </summary>
internal static class CrossEntropy
{
    /// <summary>−log softmax(z)_y, in nats.</summary>
    /// <param name="logits">z [N, V].</param>
    /// <param name="labels">y [N] int64.</param>
    /// <param name="name">What the caller calls the labels.</param>
    /// <param name="ignored">The label that does not count.</param>
    /// <param name="reduction">A mean over the labels that count, or one loss each.</param>
    /// <exception cref="ArgumentException">A label is none of 0 to V − 1, nor the ignored one.</exception>
    public static Tensor Of(
        Tensor logits, Tensor labels, string name, long ignored = -100, Reduction reduction = Reduction.Mean)
    {
        Shapes.CheckLabels(labels, name, logits.shape[^1], ignored);
        return functional.cross_entropy(logits, labels, ignore_index: ignored, reduction: reduction);
    }
}
