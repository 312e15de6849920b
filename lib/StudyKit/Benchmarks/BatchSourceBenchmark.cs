using StudyKit.Data.Translation;
using StudyKit.Text;

namespace StudyKit.Benchmarks;

/// <summary>
/// An epoch of translation batches against one whose sentences are tensors of their own, padded batch by batch.
/// </summary>
internal sealed class BatchSourceBenchmark : IBenchmark
{
    private const int Sentences = 8000;
    private const int BatchSize = 128;
    private const int Tokens = 5000;

    public string Name => "batches";

    public string Question =>
        "How many times as fast are the kit's translation batches as padding a tensor per sentence, over 8,000 pairs " +
        "of 5 to 30 tokens?";

    public BenchmarkResult Run(int rounds)
    {
        SeededRandom random = new(1);
        int[][] sources = [.. Enumerable.Range(0, Sentences).Select(_ => Sentence(random))];
        int[][] targets = [.. Enumerable.Range(0, Sentences).Select(_ => Sentence(random))];
        using TranslationBatchSource batches = new(
            Pairs(sources, targets), new TranslationBatchOptions { BatchSize = BatchSize });
        int epoch = 0;
        (double[] first, double[] second) =
            Alternating.Time(() => Naive(sources, targets), () => Kit(batches, epoch++), rounds);
        return Alternating.Ratio(this, [.. first.Zip(second, (a, b) => a / b)],
            "times as fast", null, new Dictionary<string, double>
            {
                ["pairs"] = Sentences,
                ["a tensor per sentence, ms an epoch"] = 1000 * Alternating.Quantile(first, 0.5),
                ["kit, ms an epoch"] = 1000 * Alternating.Quantile(second, 0.5),
            });
    }

    private static TranslationPairs Pairs(int[][] sources, int[][] targets)
    {
        Vocabulary vocabulary = new(
            [.. SpecialTokens.StandardNames, .. Enumerable.Range(0, Tokens).Select(id => $"t{id}")],
            SpecialTokens.Standard);
        return new TranslationPairs(sources, targets, vocabulary, vocabulary);
    }

    private static int[] Sentence(
        SeededRandom random) => [.. Enumerable.Range(0, 5 + random.Next(26)).Select(_ => 4 + random.Next(Tokens))];

    private static void Kit(TranslationBatchSource batches, int epoch)
    {
        foreach (TranslationBatch batch in batches.Batches(epoch)) batch.Dispose();
    }

    private static void Naive(int[][] sources, int[][] targets)
    {
        for (int start = 0; start < Sentences; start += BatchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            foreach (int[][] side in new[] { sources, targets })
            {
                Tensor[] rows =
                [
                    .. side.Skip(start).Take(BatchSize).Select(row => tensor(row, dtype: ScalarType.Int64)),
                ];
                nn.utils.rnn.pad_sequence(rows, batch_first: true);
            }
        }
    }
}
