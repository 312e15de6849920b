using StudyKit.Runtime;
using StudyKit.Text;

namespace StudyKit.Generation;

/// <summary>Continues prompts by drawing each token from the model's distribution.</summary>
public static class Sampling
{
    /// <summary>Writes on from prompts.</summary>
    /// <param name="decoder">
    /// A fresh decoder with as many rows as there are prompts; it is used up but not disposed.
    /// </param>
    /// <param name="prompts">Prompts of equal length, at least one token each.</param>
    /// <param name="maxTokens">Most tokens to write for each, an end token included.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="end">The token that ends a text; null when texts end by length only.</param>
    /// <param name="device">The decoder's device; null for the CPU.</param>
    /// <returns>
    /// For each prompt the tokens written, without the prompt and without the end; fewer than
    /// <paramref name="maxTokens"/> where the model has no position left.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The prompts are none, empty, of unequal length, or not as many as the decoder has rows.
    /// </exception>
    public static int[][] Generate(IDecodingState decoder, IReadOnlyList<IReadOnlyList<int>> prompts,
        int maxTokens, SamplingOptions options, int? end = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
        options.Validate();
        if (prompts.Count != decoder.Rows)
        {
            throw new ArgumentException(
                $"There must be a prompt for each of the decoder's {decoder.Rows} rows. Received {prompts.Count}.",
                nameof(prompts));
        }

        if (prompts.Count == 0 || prompts[0].Count == 0 || prompts.Any(prompt => prompt.Count != prompts[0].Count))
            throw new ArgumentException("Prompts must have equal lengths of at least one token. Received lengths " +
                $"{string.Join(", ", prompts.Select(prompt => prompt.Count).Distinct())}; group them by length.",
                nameof(prompts));

        List<int>[] written = [.. prompts.Select(_ => new List<int>())];
        SeededRandom[] random = [.. prompts.Select((_, row) => new SeededRandom(options.Seed, row))];
        int[] open = [.. Enumerable.Range(0, prompts.Count)];
        long[,] next = new long[prompts.Count, prompts[0].Count];
        for (int row = 0; row < prompts.Count; row++)
        {
            for (int t = 0; t < prompts[0].Count; t++) next[row, t] = prompts[row][t];
        }

        for (int step = 0; step < maxTokens && open.Length > 0; step++)
        {
            if (step > 0 && decoder.Room < 1) break; // what is written stands, as at the greatest length
            using (inference_mode())
            using (NewDisposeScope())
            {
                Tensor scores = decoder.Advance(tensor(next, device: device));
                int[] drawn = Draw(scores.cpu(), options, [.. open.Select(row => random[row].NextDouble())]);
                int[] going = [.. Enumerable.Range(0, open.Length).Where(i => drawn[i] != end)];
                foreach (int i in going) written[open[i]].Add(drawn[i]);
                if (going.Length < open.Length && going.Length > 0)
                {
                    decoder.KeepRows(tensor([.. going.Select(i => (long)i)], device: device));
                }

                next = new long[going.Length, 1];
                for (int i = 0; i < going.Length; i++) next[i, 0] = drawn[going[i]];
                open = [.. going.Select(i => open[i])];
            }
        }

        return [.. written.Select(tokens => tokens.ToArray())];
    }

    /// <summary>The distribution that is drawn from: after temperature and cuts, summing to 1.</summary>
    /// <param name="logits">[R, V].</param>
    /// <param name="options">The cuts.</param>
    /// <returns>[R, V] in 64 bits.</returns>
    public static Tensor Probabilities(Tensor logits, SamplingOptions options)
    {
        Shapes.Check(logits, nameof(logits), ["R", "V"]);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        using DisposeScope scope = NewDisposeScope();
        (Tensor sorted, Tensor tokens) = Sorted(logits, options);
        return zeros(logits.shape, ScalarType.Float64, logits.device).scatter_(1, tokens, sorted)
            .MoveToOuterDisposeScope();
    }

    // By falling probability, so that both cuts are a beginning of each row: [R, n], n = k where only so many may be
    // drawn and V else.
    private static (Tensor Probabilities, Tensor Tokens) Sorted(Tensor logits, SamplingOptions options)
    {
        Tensor all = logits.to(ScalarType.Float64) / options.Temperature;
        (Tensor scores, Tensor tokens) = options.TopK is { } most && most < all.shape[1]
            ? Best(all, most)
            : Ordered(all, all.shape[1]);
        Tensor p = scores.softmax(-1);
        if (options.TopP is { } nucleus) p = Nucleus(p, nucleus);
        return (p / p.sum(-1, keepdim: true), tokens);
    }

    // Equal scores stay in the order of their ids (stable), or a seed would not repeat its text.
    private static (Tensor Scores, Tensor Tokens) Ordered(Tensor all, long most)
    {
        (Tensor scores, Tensor tokens) = sort(all, -1, descending: true, stable: true);
        return (scores.narrow(1, 0, most), tokens.narrow(1, 0, most));
    }

    // The same without sorting a vocabulary of 50,000 for 40 of its tokens.
    private static (Tensor Scores, Tensor Tokens) Best(Tensor all, int most)
    {
        (Tensor values, Tensor found) = all.topk(most);
        // Where others equal the last one taken, topk takes any of them; and what is not a number is for the check.
        Tensor taken = all.ge(values.narrow(1, most - 1, 1)).sum(-1);
        if (taken.ne(most).any().item<bool>()) return Ordered(all, most);
        (Tensor ids, _) = found.sort(-1);
        (Tensor scores, Tensor order) = sort(all.gather(1, ids), -1, descending: true, stable: true);
        return (scores, ids.gather(1, order));
    }

    // A token stays as long as those before it fall short of the sum: so at least one stays, and the sum is reached.
    private static Tensor Nucleus(Tensor p, double sum) => p.masked_fill(p.cumsum(-1) - p >= sum, 0);

    private static int[] Draw(Tensor logits, SamplingOptions options, double[] uniform)
    {
        if (!(options.TopK < logits.shape[1])) return DrawOfAll(logits, options, uniform);
        (Tensor p, Tensor tokens) = Sorted(logits, options);
        RequireNumbers(p);
        Tensor drawn = tensor(uniform).unsqueeze(1);
        Tensor passed = p.cumsum(-1).le(drawn).logical_and(p.gt(0)).sum(-1, keepdim: true);
        Tensor possible = p.gt(0).sum(-1, keepdim: true) - 1; // rounding may leave the last sum a little below 1
        return [.. tokens.gather(1, minimum(passed, possible)).squeeze(1).data<long>().ToArray().Select(id => (int)id)];
    }

    // Where every token may be drawn, or every one of the nucleus: the same draws as from a sorted vocabulary, which
    // takes 13 ms a row at 50,257 tokens.
    private static int[] DrawOfAll(Tensor logits, SamplingOptions options, double[] uniform)
    {
        Tensor all = (logits.to(ScalarType.Float64) / options.Temperature).softmax(-1);
        RequireNumbers(all);
        double[] p = all.data<double>().ToArray();
        int[] drawn = new int[uniform.Length];
        for (int row = 0; row < drawn.Length; row++)
        {
            ReadOnlySpan<double> own = p.AsSpan(row * (int)logits.shape[1], (int)logits.shape[1]);
            double kept = options.TopP < 1 ? LikeliestFirst.Pass(own, options.TopP.Value, reach: true).Sum : 1;
            drawn[row] = LikeliestFirst.Pass(own, uniform[row] * kept).Token;
        }

        return drawn;
    }

    private static void RequireNumbers(Tensor p)
    {
        if (!p.isnan().any().item<bool>()) return;
        throw new InvalidOperationException("Tokens are drawn from finite scores. The model gave some that are " +
            "not a number, or infinite after the division by the temperature: was its training stopped by a loss " +
            "that was not a number?");
    }
}
