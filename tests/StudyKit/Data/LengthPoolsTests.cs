using StudyKit.Benchmarks;
using StudyKit.Data;
using StudyKit.Data.Dialogues;
using StudyKit.Data.Sets;
using StudyKit.Tests.Support;
using StudyKit.Text;

namespace StudyKit.Tests.Data;

[Collection(TorchCollection.Name)]
public sealed class LengthPoolsTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_row_stands_in_one_batch_and_the_seed_decides_which()
    {
        int[] lengths = Lengths(997);
        int[][] plan = LengthPools.Plan(lengths, 31, new SeededRandom(3, 0));
        Assert.Equal(33, plan.Length);
        Assert.Equal(Enumerable.Range(0, 997), plan.SelectMany(batch => batch).Order());
        Assert.Equal([997 - 32 * 31], plan.Select(batch => batch.Length).Where(size => size < 31));
        Assert.Equal(plan, LengthPools.Plan(lengths, 31, new SeededRandom(3, 0)));
        Assert.NotEqual(plan, LengthPools.Plan(lengths, 31, new SeededRandom(3, 1)));
        Assert.NotEqual(plan, LengthPools.Plan(lengths, 31, new SeededRandom(4, 0)));
    }

    [Fact]
    public void A_batch_has_similar_lengths_and_the_batches_are_mixed()
    {
        // 20 batches of 10 rows are one pool: sorted, each has the next ten of the lengths 1 to 200.
        int[] lengths = [.. Enumerable.Range(1, 200)];
        int[][] plan = LengthPools.Plan(lengths, 10, new SeededRandom(5));
        int[] first = [.. plan.Select(batch => batch.Min(row => lengths[row]))];
        Assert.Equal(Enumerable.Range(0, 20).Select(i => 10 * i + 1), first.Order());
        Assert.NotEqual(first.Order(), first);
        Assert.All(plan, batch => Assert.Equal(9, batch.Max(row => lengths[row]) - batch.Min(row => lengths[row])));
    }

    [Fact]
    public void Equal_lengths_stand_in_an_order_of_chance_within_a_batch_and_over_batches()
    {
        // Two lengths by turns: rows of one length that meet in a batch are another choice in each epoch.
        int[] lengths = [.. Enumerable.Range(0, 400).Select(row => 5 + row % 2)];
        int[] First(int epoch) => [.. LengthPools.Plan(lengths, 100, new SeededRandom(7, epoch)).First().Order()];
        Assert.Equal(4, Enumerable.Range(0, 4).Select(epoch => string.Join(' ', First(epoch))).Distinct().Count());
    }

    [Fact]
    public void Rows_of_one_length_are_only_mixed()
    {
        int[] order = [.. Enumerable.Range(0, 50)];
        new SeededRandom(3, 2).Shuffle(order.AsSpan());
        Assert.Equal(
            order.Chunk(7), LengthPools.Plan([.. Enumerable.Repeat(9, 50)], 7, new SeededRandom(3, 2)));
        Assert.Empty(LengthPools.Plan([], 7, new SeededRandom(3, 2)));
    }

    [Theory]
    [InlineData(true, new long[] { 4, 7 })]
    [InlineData(false, new long[] { 7, 7 })]
    public void Dialogues_of_one_length_stand_together_unless_chance_is_to_mix_them(bool pooled, long[] widths)
    {
        DialogueRow[] rows = [.. Enumerable.Range(0, 40).Select(i => Row(i % 2 == 0 ? 4 : 7))];
        DialogueBatches source = new(rows, padding: 0, batchSize: 20, seed: 3, poolByLength: pooled);
        DialogueBatch[] batches = [.. source.Batches(0)];
        Assert.Equal(widths, batches.Select(batch => batch.Ids.shape[1]).Order());
        Assert.Equal(20 * 4 + 20 * 7, batches.Sum(batch => batch.TargetTokens));
        foreach (DialogueBatch batch in batches) batch.Dispose();

        static DialogueRow Row(int length) =>
            new([.. Enumerable.Repeat(5, length)], new int[length], [.. Enumerable.Repeat(6, length)]);
    }

    [Fact]
    public void No_source_pads_more_than_15_percent_of_the_real_data()
    {
        foreach (string file in new[]
        {
            "glue/MRPC/msr_paraphrase_train.txt", "glue/SST-2/train.tsv", "wikitext-2/raw/valid.txt",
            "vocab/bert-base-uncased/vocab.txt", "vocab/cdial-gpt/vocab.txt", "cdial-gpt/toy_data.json",
        })
        {
            RealData.Find(file.Split('/'));
        }

        Dictionary<string, double> shares = PaddingBenchmark.Shares(DataRoot.Find());
        foreach ((string source, double share) in shares) output.WriteLine($"{source}: {share:P1}");
        Assert.Equal(5, shares.Count);
        Assert.All(shares, one => Assert.InRange(one.Value, 1e-6, 0.15));
    }

    private static int[] Lengths(int count)
    {
        SeededRandom random = new(11);
        return [.. Enumerable.Range(0, count).Select(_ => 3 + random.Next(40))];
    }
}
