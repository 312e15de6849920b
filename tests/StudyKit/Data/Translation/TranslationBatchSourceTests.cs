using StudyKit.Data.Translation;
using StudyKit.Tests.Support;
using StudyKit.Text;
using TorchSharp;

namespace StudyKit.Tests.Data.Translation;

[Collection(TorchCollection.Name)]
public sealed class TranslationBatchSourceTests(ITestOutputHelper output)
{
    private static readonly Vocabulary s_vocabulary = new(
        [.. SpecialTokens.StandardNames, .. Enumerable.Range(4, 96).Select(id => $"t{id}")], SpecialTokens.Standard);

    [Fact]
    public void A_batch_holds_start_end_and_padding_where_they_belong()
    {
        TranslationPairs pairs = new([[5, 6, 7], [8]], [[9], [10, 11]], s_vocabulary, s_vocabulary);
        using TranslationBatchSource source = new(
            pairs, new TranslationBatchOptions { BatchSize = 2, Shuffle = false });

        using TranslationBatch batch = Assert.Single(source.Batches(0));

        // The shorter source comes first.
        Assert.Equal([1, 0], batch.Rows);
        Assert.Equal([2, 4], batch.Source.shape);
        Assert.Equal([8, 2, 0, 0, 5, 6, 7, 2], batch.Source.data<long>().ToArray());
        Assert.Equal([1, 10, 11, 1, 9, 0], batch.TargetInput.data<long>().ToArray());
        Assert.Equal([10, 11, 2, 9, 2, 0], batch.TargetOutput.data<long>().ToArray());
        Assert.Equal((6, 5), (batch.SourceTokens, batch.TargetTokens));
    }

    [Fact]
    public void An_epoch_holds_every_pair_once_and_another_epoch_in_another_order()
    {
        using TranslationBatchSource source = new(
            RandomPairs(997), new TranslationBatchOptions { BatchSize = 31, Seed = 3 });

        int[] first = Rows(source, 0), second = Rows(source, 1), firstAgain = Rows(source, 0);

        Assert.Equal(33, source.BatchCount(0));
        Assert.Equal(Enumerable.Range(0, 997), first.Order());
        Assert.Equal(Enumerable.Range(0, 997), second.Order());
        Assert.Equal(first, firstAgain);
        Assert.NotEqual(first, second);
        using TranslationBatchSource otherSeed = new(
            RandomPairs(997), new TranslationBatchOptions { BatchSize = 31, Seed = 4 });
        Assert.NotEqual(first, Rows(otherSeed, 0));
    }

    [Fact]
    public void Started_at_a_batch_it_goes_on_as_it_would_have()
    {
        using TranslationBatchSource source = new(RandomPairs(500), new TranslationBatchOptions { BatchSize = 16 });
        using TranslationBatchSource resumed = new(RandomPairs(500), new TranslationBatchOptions { BatchSize = 16 });

        int[] whole = Rows(source, 2), rest = Rows(resumed, 2, start: 20);
        Assert.Equal(32, source.BatchCount(2));
        Assert.InRange(rest.Length, (11 * 16) + 4, 12 * 16);
        Assert.Equal(whole[^rest.Length..], rest);
        Assert.Empty(resumed.Batches(2, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => resumed.Batches(2, 33));
        Assert.Throws<ArgumentOutOfRangeException>(() => resumed.Batches(-1));
    }

    [Fact]
    public void A_token_budget_is_kept_with_its_padding()
    {
        using TranslationBatchSource source = new(
            RandomPairs(2000), new TranslationBatchOptions { TokensPerBatch = 600 });
        int rows = 0;
        foreach (TranslationBatch batch in source.Batches(0))
        {
            using (batch)
            {
                Assert.InRange(batch.Source.numel(), 1, 600);
                Assert.InRange(batch.TargetInput.numel(), 1, 600);
                rows += batch.Rows.Count;
            }
        }

        Assert.Equal(2000, rows);
    }

    [Fact]
    public void Batches_of_similar_lengths_hold_little_padding()
    {
        using TranslationBatchSource source = new(RandomPairs(20_000), new TranslationBatchOptions());
        (long places, long tokens) = (0, 0);
        foreach (TranslationBatch batch in source.Batches(0))
        {
            places += batch.Source.numel() + batch.TargetInput.numel();
            tokens += batch.SourceTokens + batch.TargetTokens;
            batch.Dispose();
        }

        double filled = (double)tokens / places;
        output.WriteLine($"filled {filled:P1}");
        Assert.True(filled > 0.88, $"Only {filled:P1} of the places hold a token.");
    }

    [Fact]
    public void Pairs_that_are_too_long_are_left_out_and_keep_their_numbers()
    {
        TranslationPairs pairs = new(
            [[5], [5, 6, 7, 8], [9]], [[9], [10], [11, 12, 13, 14]], s_vocabulary, s_vocabulary);
        using TranslationBatchSource source = new(pairs, new TranslationBatchOptions { MaximumLength = 4 });
        Assert.Equal(1, source.PairCount());
        Assert.Equal([0], Rows(source, 0));
        using TranslationBatchSource none = new(new TranslationPairs([], [], s_vocabulary, s_vocabulary));
        Assert.Equal(0, none.BatchCount(0));
        Assert.Empty(none.Batches(0));
    }

    [Fact]
    public void Pairs_encoded_anew_for_each_epoch_are_asked_for_once_an_epoch()
    {
        List<int> asked = [];
        using TranslationBatchSource source = new(epoch =>
        {
            asked.Add(epoch);
            return RandomPairs(50 + epoch);
        });
        Assert.Equal([50, 51, 51, 50], new[] { 0, 1, 1, 0 }.Select(epoch => Rows(source, epoch).Length));
        Assert.Equal([0, 1, 0], asked);
    }

    [Fact]
    public void No_tensor_outlives_its_batch_and_a_callers_scope_does_not_free_one()
    {
        using TranslationBatchSource source = new(RandomPairs(300), new TranslationBatchOptions { BatchSize = 30 });
        source.BatchCount(0);
        DisposeScopeManager.Statistics.Reset();
        foreach (TranslationBatch batch in source.Batches(0)) batch.Dispose();
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        IEnumerator<TranslationBatch> batches = source.Batches(0).GetEnumerator();
        using (torch.NewDisposeScope()) batches.MoveNext();
        using TranslationBatch kept = batches.Current;
        Assert.False(kept.Source.IsInvalid);
    }

    [Fact]
    public void Options_that_cannot_be_met_are_all_named_at_once()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new TranslationBatchSource(
            RandomPairs(1), new TranslationBatchOptions { BatchSize = 0, TokensPerBatch = 100, PoolBatches = 0 }));
        Assert.Equal("BatchSize must be at least 1, received 0; TokensPerBatch must hold a sentence of MaximumLength " +
            "= 128 tokens, received 100; PoolBatches must be at least 1, received 0.", error.Message);
    }

    private static int[] Rows(TranslationBatchSource source, int epoch, int start = 0)
    {
        List<int> rows = [];
        foreach (TranslationBatch batch in source.Batches(epoch, start))
        {
            rows.AddRange(batch.Rows);
            batch.Dispose();
        }

        return [.. rows];
    }

    // Lengths as in Multi30k: about 13 tokens, the translation within a few of the source.
    private static TranslationPairs RandomPairs(int count)
    {
        SeededRandom random = new(11);
        int[] Sentence(int length) => [.. Enumerable.Range(0, length).Select(_ => 4 + random.Next(96))];
        int[] lengths =
        [
            .. Enumerable.Range(0, count).Select(_ => 4 + random.Next(8) + random.Next(8) + random.Next(8)),
        ];
        return new TranslationPairs(
            [.. lengths.Select(Sentence)],
            [.. lengths.Select(length => Sentence(Math.Max(1, length - 3 + random.Next(7))))],
            s_vocabulary,
            s_vocabulary);
    }
}
