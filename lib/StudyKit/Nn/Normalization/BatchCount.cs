namespace StudyKit.Nn.Normalization;

/// <summary>Counts a batch in <c>num_batches_tracked</c>.</summary>
/// <remarks>
/// Not with <c>count.add_(1)</c>: TorchSharp makes two numbers for it, the 1 and a factor, and nothing holds them while native code
/// reads them. The collector may take them away meanwhile; a net of 56 layers ended so, "Expected false to be true", after some
/// hundred thousand batches.
/// </remarks>
internal static class BatchCount
{
    // Held for as long as the process lives.
    private static readonly Scalar One = 1L;

    /// <summary>Adds one, without a gradient.</summary>
    /// <param name="count">[], int64.</param>
    public static void AddOne(Tensor count)
    {
        using (no_grad()) count.add_(One, One);
    }
}
