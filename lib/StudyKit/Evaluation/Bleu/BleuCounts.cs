namespace StudyKit.Evaluation.Bleu;

/// <summary>
/// What BLEU needs to know of one sentence. Counts of sentences add up to those of a corpus, which makes resampling
/// cheap.
/// </summary>
internal sealed class BleuCounts
{
    private BleuCounts(int order) => (Matches, Totals) = (new long[order], new long[order]);

    public long[] Matches { get; }

    public long[] Totals { get; }

    public long HypothesisLength { get; private set; }

    public long ReferenceLength { get; private set; }

    public static BleuCounts Of(string hypothesis, IReadOnlyList<string> references, BleuOptions options)
    {
        BleuCounts counts = new(options.MaximumOrder);
        string[] words = BleuTokens.Split(hypothesis, options);
        Dictionary<string, int> allowed = new(StringComparer.Ordinal);
        List<int> lengths = [];
        foreach (string reference in references)
        {
            string[] referenceWords = BleuTokens.Split(reference, options);
            lengths.Add(referenceWords.Length);
            // Of several references the one with the most occurrences counts.
            foreach ((string ngram, int count) in NGrams(referenceWords, options.MaximumOrder))
            {
                allowed[ngram] = Math.Max(count, allowed.GetValueOrDefault(ngram));
            }
        }

        foreach ((string ngram, int count) in NGrams(words, options.MaximumOrder))
        {
            int order = ngram.AsSpan().Count(' ');
            counts.Totals[order] += count;
            counts.Matches[order] += Math.Min(count, allowed.GetValueOrDefault(ngram));
        }

        for (int n = 0; n < counts.Totals.Length && options.ShortCountsOne; n++)
        {
            counts.Totals[n] = Math.Max(1, counts.Totals[n]);
        }

        counts.HypothesisLength = words.Length;
        counts.ReferenceLength =
            lengths.OrderBy(length => Math.Abs(length - words.Length)).ThenBy(length => length).First();
        return counts;
    }

    public static BleuCounts Sum(IEnumerable<BleuCounts> sentences, int order)
    {
        BleuCounts sum = new(order);
        foreach (BleuCounts sentence in sentences)
        {
            for (int n = 0; n < order; n++)
            {
                sum.Matches[n] += sentence.Matches[n];
                sum.Totals[n] += sentence.Totals[n];
            }

            sum.HypothesisLength += sentence.HypothesisLength;
            sum.ReferenceLength += sentence.ReferenceLength;
        }

        return sum;
    }

    public BleuScore Score(BleuOptions options, string signature)
    {
        int order = options.MaximumOrder;
        double[] matches = [.. Matches.Select(count => (double)count)],
            totals = [.. Totals.Select(count => (double)count)], precisions = new double[order];
        double penalty = HypothesisLength >= ReferenceLength ? 1
            : HypothesisLength == 0 ? 0
            : Math.Exp(1 - ((double)ReferenceLength / HypothesisLength));
        double score = 0;
        if (matches.Any(count => count > 0))
        {
            int used = Smooth(matches, totals, precisions, options);
            // Equation of Papineni et al. (2002), §2.3: BP · exp(Σ log pₙ / N).
            score = precisions.Take(used).Any(precision => precision == 0)
                ? 0
                : penalty * Math.Exp(precisions.Take(used).Sum(Math.Log) / used);
        }

        return new BleuScore(score, matches, totals, precisions, penalty, HypothesisLength, ReferenceLength, signature);
    }

    // Fills the precisions and says how many of them enter the mean.
    private static int Smooth(double[] matches, double[] totals, double[] precisions, BleuOptions options)
    {
        int used = options.MaximumOrder;
        double halved = 1;
        for (int n = 0; n < precisions.Length; n++)
        {
            if (options.Smoothing == BleuSmoothing.AddK && n > 0)
            {
                matches[n] += options.SmoothingNumber;
                totals[n] += options.SmoothingNumber;
            }

            if (totals[n] == 0) break;
            if (options.EffectiveOrder) used = n + 1;
            double count = matches[n] > 0 ? matches[n] : options.Smoothing switch
            {
                BleuSmoothing.Exponential => 1 / (halved *= 2),
                BleuSmoothing.Floor => options.SmoothingNumber,
                _ => 0,
            };
            precisions[n] = 100 * count / totals[n];
        }

        return used;
    }

    private static Dictionary<string, int> NGrams(string[] words, int longest)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        for (int order = 1; order <= longest; order++)
        {
            for (int start = 0; start + order <= words.Length; start++)
            {
                // Words hold no space, so the joined text names the n-gram and the spaces in it give its length.
                string ngram = string.Join(' ', words, start, order);
                counts[ngram] = counts.GetValueOrDefault(ngram) + 1;
            }
        }

        return counts;
    }
}
