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
    /// <exception cref="ArgumentException">For instance: <c>x must have shape [B, T, C=512]. Received [2, 7, 256].</c></exception>
    public static void Check(Tensor tensor, string name, ReadOnlySpan<Axis> axes, string? next = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        long[] shape = tensor.shape;
        if (!Fits(shape, axes)) throw new ArgumentException(Message(name, axes, shape, next), name);
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
        string message = $"{name} must have shape [{string.Join(", ", axes.ToArray())}]. Received [{string.Join(", ", shape)}].";
        return next is null ? message : $"{message} {next}";
    }
}
