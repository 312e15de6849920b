namespace StudyKit.Runtime;

/// <summary>
/// Takes a shape apart into the letters of the papers, so that a forward can open with them: <c>var (B, T, C) =
/// x.shape;</c>.
/// </summary>
internal static class ShapeLetters
{
    public static void Deconstruct(this long[] shape, out long first, out long second)
    {
        Require(shape, 2);
        (first, second) = (shape[0], shape[1]);
    }

    public static void Deconstruct(this long[] shape, out long first, out long second, out long third)
    {
        Require(shape, 3);
        (first, second, third) = (shape[0], shape[1], shape[2]);
    }

    public static void Deconstruct(
        this long[] shape, out long first, out long second, out long third, out long fourth)
    {
        Require(shape, 4);
        (first, second, third, fourth) = (shape[0], shape[1], shape[2], shape[3]);
    }

    private static void Require(long[] shape, int axes)
    {
        if (shape.Length == axes) return;
        throw new ArgumentException(
            $"The tensor must have {axes} axes. Received [{string.Join(", ", shape)}].", nameof(shape));
    }
}
