namespace StudyKit.Data.PreTraining;

/// <summary>
/// Running text as rows of equal length for a language model (Radford et al., 2018, §3.1: a window of k tokens).
/// </summary>
public static class LanguageWindows
{
    /// <summary>
    /// Rows that overlap by one token, so that every token but the first is predicted once; a shorter rest is left out.
    /// </summary>
    /// <param name="ids">The text.</param>
    /// <param name="context">T: how many tokens the model reads.</param>
    /// <returns>[N, T + 1] int64; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The text has fewer than T + 1 tokens.</exception>
    public static Tensor Cut(IReadOnlyList<int> ids, int context)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        int rows = (ids.Count - 1) / context;
        if (rows < 1)
        {
            throw new ArgumentException(
                $"A text for windows of {context} tokens must have at least {context + 1}. Received {ids.Count}.",
                nameof(ids));
        }

        long[] flat = new long[rows * (context + 1)];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i <= context; i++) flat[row * (context + 1) + i] = ids[row * context + i];
        }

        using Tensor all = tensor(flat);
        return all.view(rows, context + 1);
    }
}
