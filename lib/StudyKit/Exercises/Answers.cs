using StudyKit.Contracts;

namespace StudyKit.Exercises;

/// <summary>Compares what an answer gives with what it should, in sentences.</summary>
internal static class Answers
{
    /// <summary>Null where both agree; else what differs: missing, shape, the largest difference of values.</summary>
    /// <param name="received">What the reader's function gave.</param>
    /// <param name="expected">What it should give.</param>
    /// <param name="on">The input, in words: "for 3 queries and 5 keys".</param>
    /// <param name="tolerance">The largest difference that the rounding of 32-bit numbers explains.</param>
    public static string? Differ(Tensor? received, Tensor expected, string on, double tolerance = 1e-5)
    {
        if (received is null) return $"It returns null {on}.";
        if (!received.shape.SequenceEqual(expected.shape))
        {
            return $"The shape is wrong {on}: expected [{string.Join(", ", expected.shape)}], " +
                $"received [{string.Join(", ", received.shape)}].";
        }

        Tensor given = received.to(float64), right = expected.to(float64);
        // Equal infinities have no difference, and whatever is no number has the largest one.
        Tensor difference = (given - right).abs().masked_fill(given.eq(right), 0)
            .nan_to_num(double.MaxValue, double.MaxValue).flatten();
        if (difference.max().ToDouble() <= tolerance) return null;
        long at = difference.argmax().item<long>();
        return $"Values differ {on}: at {Place(at, expected.shape)} expected {Digits(right, at)}, " +
            $"received {Digits(given, at)}.";
    }

    private static string Digits(Tensor values, long at) => NumberText.Of(values.flatten()[at].ToDouble());

    private static string Place(long flat, long[] shape)
    {
        long[] place = new long[shape.Length];
        for (int i = shape.Length - 1; i >= 0; i--) (place[i], flat) = (flat % shape[i], flat / shape[i]);
        return $"[{string.Join(", ", place)}]";
    }
}
