namespace StudyKit.Data.PreTraining;

/// <summary>Rows of unequal length as one tensor that belongs to no dispose scope.</summary>
internal static class PaddedTokens
{
    /// <summary>Numbers, filled up at the end.</summary>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="fill">What fills the ends.</param>
    /// <param name="shape">
    /// The tensor's shape; its last axis is the width, and a shape of one axis takes one number a row.
    /// </param>
    /// <param name="device">The processor when null.</param>
    public static Tensor Ids(IReadOnlyList<IReadOnlyList<int>> rows, int fill, long[] shape, Device? device)
    {
        int width = shape.Length == 1 ? 1 : (int)shape[^1];
        long[] values = new long[rows.Count * width];
        Array.Fill(values, fill);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = 0; i < rows[row].Count; i++) values[row * width + i] = rows[row][i];
        }

        return tensor(values, shape, ScalarType.Int64, device).DetachFromDisposeScope();
    }

    /// <summary>True where a row has a token.</summary>
    /// <param name="lengths">Tokens of each row.</param>
    /// <param name="shape">The tensor's shape; its last axis is the width.</param>
    /// <param name="device">The processor when null.</param>
    public static Tensor Real(int[] lengths, long[] shape, Device? device)
    {
        int width = (int)shape[^1];
        bool[] values = new bool[lengths.Length * width];
        for (int row = 0; row < lengths.Length; row++) Array.Fill(values, true, row * width, lengths[row]);
        return tensor(values, shape, ScalarType.Bool, device).DetachFromDisposeScope();
    }
}
