namespace StudyKit.Evaluation;

/// <summary>How probable a language model finds a text: what zero-shot answers are chosen by.</summary>
public static class TextLikelihood
{
    private const int RowsAtOnce = 200;

    /// <summary>The mean log-probability of each row's tokens, in nats a token.</summary>
    /// <param name="logits">A causal language model: ids [B, T] → [B, T, V].</param>
    /// <param name="rows">
    /// Token ids of each row, two at least, and the first place that counts, from 1 on (each token is predicted from
    /// those before it).
    /// </param>
    /// <param name="padding">The token that fills shorter rows; no causal model sees it.</param>
    /// <param name="device">The model's device; the CPU when null.</param>
    /// <returns>One number a row, 0 or less.</returns>
    /// <exception cref="ArgumentException">A row has no token that counts.</exception>
    public static double[] MeanLogProbabilities(Func<Tensor, Tensor> logits,
        IReadOnlyList<(int[] Ids, int From)> rows, int padding, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].From < 1 || rows[i].From >= rows[i].Ids.Length)
            {
                throw new ArgumentException("A row counts from place 1 on, and one of its tokens at least. Received " +
                    $"row {i} of {rows[i].Ids.Length} tokens, counted from {rows[i].From}.", nameof(rows));
            }
        }

        List<double> means = [];
        foreach ((int[] Ids, int From)[] some in rows.Chunk(RowsAtOnce))
        {
            using IDisposable frozen = no_grad();
            using DisposeScope scope = NewDisposeScope();
            int width = some.Max(row => row.Ids.Length);
            long[] ids = new long[some.Length * width];
            float[] counts = new float[some.Length * (width - 1)];
            Array.Fill(ids, padding);
            for (int i = 0; i < some.Length; i++)
            {
                for (int t = 0; t < some[i].Ids.Length; t++)
                {
                    ids[i * width + t] = some[i].Ids[t];
                    if (t >= some[i].From) counts[i * (width - 1) + t - 1] = 1;
                }
            }

            Tensor x = tensor(ids, [some.Length, width], device: device);                    // [B, T]
            Tensor counted = tensor(counts, [some.Length, width - 1], device: device);       // [B, T − 1]
            Tensor each = logits(x.narrow(1, 0, width - 1)).log_softmax(-1)
                .gather(2, x.narrow(1, 1, width - 1).unsqueeze(2)).squeeze(2);               // [B, T − 1]
            Tensor mean = (each * counted).sum(1) / counted.sum(1);
            means.AddRange(mean.to(ScalarType.Float64).cpu().data<double>().ToArray());
        }

        return [.. means];
    }
}
