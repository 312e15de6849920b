namespace StudyKit.Generation;

/// <summary>Always takes the most probable next token.</summary>
public static class GreedySearch
{
    /// <summary>Writes all sequences of a decoder to their end tokens.</summary>
    /// <param name="decoder">A fresh decoder; it is used up but not disposed.</param>
    /// <param name="start">Id of the start token.</param>
    /// <param name="end">Id of the end token.</param>
    /// <param name="maxLength">Most tokens to write for each sequence, end token included.</param>
    /// <param name="device">The decoder's device; null for the CPU.</param>
    /// <returns>For each sequence its tokens, without start and end.</returns>
    public static int[][] Generate(IDecodingState decoder, int start, int end, int maxLength, Device? device = null)
    {
        if (maxLength < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxLength), $"At least one token is written. Received a maximum of {maxLength}.");
        }

        List<int>[] written = [.. Enumerable.Range(0, decoder.Rows).Select(_ => new List<int>())];
        // The sequences still being written: ended ones leave the batch, so that no work is spent on them.
        int[] open = [.. Enumerable.Range(0, written.Length)];
        long[] next = [.. Enumerable.Repeat((long)start, written.Length)];
        for (int step = 0; step < maxLength && open.Length > 0; step++)
        {
            if (step > 0 && decoder.Room < 1) break; // what is written stands, as at the greatest length
            using (inference_mode())
            using (NewDisposeScope())
            {
                Tensor tokens = tensor(next, device: device);
                long[] best = [.. decoder.Advance(tokens.unsqueeze(1)).argmax(-1).cpu().data<long>()];
                int[] going = [.. Enumerable.Range(0, open.Length).Where(i => best[i] != end)];
                foreach (int i in going) written[open[i]].Add((int)best[i]);
                if (going.Length < open.Length && going.Length > 0)
                {
                    decoder.KeepRows(tensor([.. going.Select(i => (long)i)], device: device));
                }

                next = [.. going.Select(i => best[i])];
                open = [.. going.Select(i => open[i])];
            }
        }

        return [.. written.Select(tokens => tokens.ToArray())];
    }
}
