using StudyKit.Runtime;

namespace StudyKit.Nn.Losses;

/// <summary>−log P of the right class, whose label is looked at before native code reads it.</summary>
/// <remarks>
/// For one row with logits z and right class y: <c>loss = log Σ exp(z_v) − z_y</c>. A label outside of the classes ends
/// a call inside libtorch with words that name no argument, and on a GPU it ends the process.
/// </remarks>
public static class CrossEntropy
{
    /// <summary>Mean over the rows that count.</summary>
    /// <param name="logits">[N, V].</param>
    /// <param name="labels">[N] int64.</param>
    /// <param name="ignored">Rows with this label do not count.</param>
    /// <returns>A scalar, in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or a label is outside of V.</exception>
    public static Tensor Mean(Tensor logits, Tensor labels, long ignored = -100)
    {
        Check(logits, labels, ignored);
        return functional.cross_entropy(logits, labels, ignore_index: ignored);
    }

    /// <summary>One value a row.</summary>
    /// <param name="logits">[N, V].</param>
    /// <param name="labels">[N] int64.</param>
    /// <param name="ignored">Rows with this label give 0.</param>
    /// <returns>[N], in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or a label is outside of V.</exception>
    public static Tensor Each(Tensor logits, Tensor labels, long ignored = -100)
    {
        Check(logits, labels, ignored);
        return functional.cross_entropy(logits, labels, ignore_index: ignored, reduction: Reduction.None);
    }

    private static void Check(Tensor logits, Tensor labels, long ignored)
    {
        Shapes.Check(logits, nameof(logits), ["N", "V"]);
        Shapes.Check(labels, nameof(labels), [("N", logits.shape[0])]);
        Shapes.CheckLabels(labels, nameof(labels), logits.shape[1], ignored);
    }
}
