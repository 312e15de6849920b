namespace StudyKit.Probes;

/// <summary>
/// How many operations that wait for one another lie between two positions: the "maximum path length" of "Attention Is
/// All You Need", §4 and Table 1, measured on the layer itself. A path exists where the gradient from the later
/// position's output to the earlier position's input is not zero.
/// </summary>
public static class PathLength
{
    /// <summary>
    /// The smallest number of applications after which position T − 1 depends on the position that far before it.
    /// </summary>
    /// <param name="apply">
    /// Applies the layer that many times, one after another: (times, [1, T, C]) → [1, T, C].
    /// </param>
    /// <param name="distance">n ≥ 1; the sequence has n + 1 positions.</param>
    /// <param name="width">C.</param>
    /// <param name="most">Where to stop looking.</param>
    /// <returns>The number; null when it is above <paramref name="most"/>.</returns>
    /// <remarks>Random inputs: a gradient that is exactly zero by chance has probability zero.</remarks>
    public static int? Shortest(Func<int, Tensor, Tensor> apply, int distance, int width, int most)
    {
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentOutOfRangeException.ThrowIfLessThan(distance, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        for (int times = 1; times <= most; times++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = randn(1, distance + 1, width).requires_grad_(true);
            using (enable_grad()) apply(times, x).select(1, -1).sum().backward();
            if (x.grad is { } gradient && gradient.select(1, 0).ne(0).any().item<bool>()) return times;
        }

        return null;
    }
}
