namespace StudyKit.Runtime;

/// <summary>Checks shapes at the door of a layer and says what was expected in the kit's one alphabet.</summary>
public static class Shapes
{
    /// <summary>Throws unless <paramref name="tensor"/> has the expected axes.</summary>
    /// <param name="tensor">The tensor to look at.</param>
    /// <param name="name">The argument's name, as the caller wrote it.</param>
    /// <param name="axes">
    /// The axes in order, for instance <c>["B", "T", ("C", 512)]</c>. Axes of the same name must have the same size.
    /// </param>
    /// <param name="next">What to do about it, one sentence; null when the shape says enough.</param>
    /// <exception cref="ArgumentException">
    /// For instance: <c>x must have shape [B, T, C=512]. Received [2, 7, 256].</c>
    /// </exception>
    public static void Check(Tensor tensor, string name, ReadOnlySpan<Axis> axes, string? next = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        long[] shape = tensor.shape;
        if (!Fits(shape, axes)) throw new ArgumentException(Message(name, axes, shape, next), name);
    }

    /// <summary>
    /// Throws unless every token number is one of the vocabulary: torch says "index out of range", without index and
    /// range.
    /// </summary>
    /// <param name="ids">
    /// Token numbers, of any shape. Those on a GPU are not looked at, since each look would have to wait for it.
    /// </param>
    /// <param name="name">The argument's name, as the caller wrote it.</param>
    /// <param name="vocabularySize">V.</param>
    /// <exception cref="ArgumentException">
    /// For instance: <c>ids must lie between 0 and 49, the model's vocabulary. Received 50.</c>
    /// </exception>
    internal static void CheckIds(Tensor ids, string name, long vocabularySize)
    {
        if (ids.device_type != DeviceType.CPU || ids.numel() == 0) return;
        using Tensor least = ids.min(), most = ids.max();
        (long low, long high) = (least.item<long>(), most.item<long>());
        if (low < 0 || high >= vocabularySize)
        {
            throw new ArgumentException($"{name} must lie between 0 and {vocabularySize - 1}, the model's " +
                $"vocabulary. Received {(low < 0 ? low : high)}; were they made with another tokenizer?", name);
        }
    }

    /// <summary>
    /// Throws unless every label is one of the classes, or the one that does not count: native code would end the call
    /// with its own stack, and on a GPU the process.
    /// </summary>
    /// <param name="labels">
    /// Labels, of any shape. Those on a GPU are not looked at, since each look would have to wait for it.
    /// </param>
    /// <param name="name">The argument's name, as the caller wrote it.</param>
    /// <param name="classes">V, how many classes there are.</param>
    /// <param name="ignored">The label that does not count.</param>
    /// <exception cref="ArgumentException">The first label outside, with its place.</exception>
    internal static void CheckLabels(Tensor labels, string name, long classes, long ignored)
    {
        if (labels.device_type != DeviceType.CPU || labels.numel() == 0) return;
        using DisposeScope scope = NewDisposeScope();
        Tensor outside = labels.lt(0).logical_or(labels.ge(classes)).logical_and(labels.ne(ignored));
        if (!outside.any().item<bool>()) return;
        long place = outside.reshape(-1).to(ScalarType.Int64).argmax().item<long>();
        throw new ArgumentException($"{name} must lie between 0 and {classes - 1}, or be {ignored}, which does not " +
            $"count. Received {labels.reshape(-1)[place].item<long>()} at place {place}: were they made with another " +
            "vocabulary, or is padding not ignored?", name);
    }

    private static bool Fits(long[] shape, ReadOnlySpan<Axis> axes)
    {
        if (shape.Length != axes.Length) return false;
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes[i].Size is { } size && size != shape[i]) return false;
            for (int j = 0; j < i; j++)
            {
                if (axes[j].Name == axes[i].Name && shape[j] != shape[i]) return false;
            }
        }

        return true;
    }

    private static string Message(string name, ReadOnlySpan<Axis> axes, long[] shape, string? next)
    {
        string message =
            $"{name} must have shape [{string.Join(", ", axes.ToArray())}]. Received [{string.Join(", ", shape)}].";
        return next is null ? message : $"{message} {next}";
    }
}
