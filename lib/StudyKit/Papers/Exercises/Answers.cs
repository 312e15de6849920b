using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Papers.Exercises;

/// <summary>Compares what an answer gives with what it should, in sentences.</summary>
internal static class Answers
{
    /// <summary>Null where both agree; else what differs first: missing, shape, value.</summary>
    /// <param name="received">What the reader's function gave.</param>
    /// <param name="expected">What it should give.</param>
    /// <param name="on">The input, in words: "for 3 queries and 5 keys".</param>
    /// <param name="tolerance">The largest difference that rounding explains.</param>
    public static string? Differ(Tensor? received, Tensor expected, string on, double tolerance = 1e-5)
    {
        if (received is null) return $"It returns null {on}.";
        if (!received.shape.SequenceEqual(expected.shape))
        {
            return $"The shape is wrong {on}: expected [{string.Join(", ", expected.shape)}], " +
                $"received [{string.Join(", ", received.shape)}].";
        }

        Tensor difference = (received.to(float64) - expected.to(float64)).abs();
        double largest = expected.numel() == 0 ? 0 : difference.max().ToDouble();
        if (largest <= tolerance) return null;
        long at = difference.flatten().nan_to_num(double.MaxValue).argmax().item<long>();
        double right = expected.flatten()[at].ToDouble(), given = received.flatten()[at].ToDouble();
        return FormattableString.Invariant($"Values differ {on}: at {Place(at, expected.shape)} ") +
            FormattableString.Invariant($"expected {right:0.####}, received {given:0.####}.");
    }

    /// <summary>Null where both lists hold the same; else the first place where they differ.</summary>
    public static string? Differ<T>(IReadOnlyList<T>? received, IReadOnlyList<T> expected, string on)
    {
        if (received is null) return $"It returns null {on}.";
        int at = 0;
        while (at < received.Count && at < expected.Count && Equals(received[at], expected[at])) at++;
        if (at == received.Count && at == expected.Count) return null;
        string of(IReadOnlyList<T> list) => at < list.Count ? $"'{list[at]}'" : "the end";
        return $"Lists differ {on}: at place {at} (from 0) expected {of(expected)}, received {of(received)}.";
    }

    /// <summary>Null where both numbers agree.</summary>
    public static string? Differ(double received, double expected, string on, double tolerance = 1e-9) =>
        Math.Abs(received - expected) <= tolerance ? null : FormattableString.Invariant(
            $"The value is wrong {on}: expected {expected:0.######}, received {received:0.######}.");

    private static string Place(long flat, long[] shape)
    {
        long[] place = new long[shape.Length];
        for (int i = shape.Length - 1; i >= 0; i--) (place[i], flat) = (flat % shape[i], flat / shape[i]);
        return $"[{string.Join(", ", place)}]";
    }
}
