using StudyKit.Data.PreTraining;
using StudyKit.Models.Bert;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Text.WordPiece;
using TorchSharp;

namespace StudyKit.Tests.Data.PreTraining;

[Collection(TorchCollection.Name)]
public sealed class ClozeBatchSourceTests
{
    private static readonly WordPieceTokenizer Tokenizer =
        new([.. WordPieceTokenizer.SpecialNames, .. Enumerable.Range(0, 95).Select(i => $"w{i}")]);

    // Document d has sentences of four tokens, all of them 5 + d.
    private static readonly int[][][] Documents = [.. Enumerable.Range(0, 20)
        .Select(d => Enumerable.Range(0, 6).Select(_ => Enumerable.Repeat(5 + d, 4).ToArray()).ToArray())];

    [Fact]
    public void Batches_hide_tokens_and_half_of_the_seconds_are_from_elsewhere()
    {
        ClozeBatchSource source = new(Documents, Tokenizer, new ClozeBatchOptions { BatchSize = 100 });
        using ClozeBatch batch = Assert.Single(source.Batches(0));
        Assert.Equal([100, 11], batch.Ids.shape);
        Assert.Equal(100, batch.Labels.ne(-100).sum().item<long>()); // round(0.15 · 8) a row
        Assert.InRange(batch.Next!.sum().item<long>(), 30, 70);
        long[] ids = batch.Ids.data<long>().ToArray(),
            labels = batch.Labels.data<long>().ToArray(), next = batch.Next.data<long>().ToArray();
        for (int row = 0; row < 100; row++)
        {
            // What stood there: the label where one is, else the id. A sentence from elsewhere has other tokens.
            long[] stood = [.. Enumerable.Range(row * 11, 11).Select(i => labels[i] == -100 ? ids[i] : labels[i])];
            Assert.Equal((2L, 3L, 3L), (stood[0], stood[5], stood[10]));
            Assert.Equal(next[row] == 1, stood[1] != stood[6]);
        }
    }

    [Fact]
    public void Sentences_by_themselves_have_no_second_segment_and_no_next_one()
    {
        ClozeBatchOptions alone = new() { BatchSize = 120, NextSentence = false, Pairs = false };
        ClozeBatchSource source = new(Documents, Tokenizer, alone);
        // 20 documents of 6 sentences, each of [CLS], four tokens and [SEP]
        using ClozeBatch batch = Assert.Single(source.Batches(0));
        Assert.Equal([120, 6], batch.Ids.shape);
        Assert.Null(batch.Next);
        Assert.Equal(0, batch.Segments.sum().item<long>());
        Assert.Equal(120, batch.Labels.ne(-100).sum().item<long>()); // round(0.15 · 4) a row
        Assert.Equal(120, batch.Ids.narrow(1, 5, 1).eq(3).sum().item<long>());

        Assert.StartsWith(
            "Predicting the next sentence needs pairs. Received Pairs = false; set NextSentence = false as well.",
            Assert.Throws<ArgumentException>(
                () => new ClozeBatchSource(Documents, Tokenizer, new ClozeBatchOptions { Pairs = false })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, new long[] { 4, 7 })]
    [InlineData(false, new long[] { 7, 7 })]
    public void Sentences_of_one_length_stand_together_unless_a_batch_is_to_be_like_the_whole(
        bool pooled, long[] longest)
    {
        // 20 sentences of two tokens and 20 of five, with [CLS] and [SEP].
        int[][][] documents = [.. Enumerable.Range(0, 20).Select(d => new[] { Sentence(d, 2), Sentence(d, 5) })];
        ClozeBatchSource source = new(documents, Tokenizer, new ClozeBatchOptions
        {
            BatchSize = 20,
            NextSentence = false,
            Pairs = false,
            PoolByLength = pooled,
            Seed = 3,
        });
        ClozeBatch[] batches = [.. source.Batches(0)];
        Assert.Equal(longest, batches.Select(batch => batch.Ids.shape[1]).Order());
        Assert.Equal(20 * 4 + 20 * 7, batches.Sum(batch => batch.Real.sum().item<long>()));
        foreach (ClozeBatch batch in batches) batch.Dispose();

        static int[] Sentence(int document, int tokens) => [.. Enumerable.Repeat(5 + document, tokens)];
    }

    [Fact]
    public void A_batch_is_the_same_with_or_without_those_before_it()
    {
        ClozeBatchSource source = new(Documents, Tokenizer, new ClozeBatchOptions { BatchSize = 32, Seed = 7 });
        Assert.Equal(4, source.BatchCount(0));
        ClozeBatch[] all = [.. source.Batches(3)];
        using ClozeBatch last = Assert.Single(source.Batches(3, 3)), other = Assert.Single(source.Batches(4, 3));
        Assert.Equal(all[3].Ids.data<long>().ToArray(), last.Ids.data<long>().ToArray());
        Assert.NotEqual(all[3].Ids.data<long>().ToArray(), other.Ids.data<long>().ToArray());
        foreach (ClozeBatch batch in all) batch.Dispose();
    }

    [Fact]
    public void A_word_longer_than_the_share_is_hidden_whole_where_there_is_no_shorter_one()
    {
        WordPieceTokenizer pieces = new([.. WordPieceTokenizer.SpecialNames, "w", "##a", "v", "##b", "##c"]);
        MaskingOptions words = new() { WholeWords = true, Masked = 1, Random = 0 };
        int[] Hidden(params int[] ids) => Masking.Hide(ids, pieces, new SeededRandom(3), words).Labels;
        // [CLS] w ##a [SEP], of which round(0.15 · 2) = 0
        Assert.Equal([-100, 5, 6, -100], Hidden(2, 5, 6, 3));
        // the shorter of two words
        Assert.Equal([-100, 5, 6, -100, -100, -100, -100], Hidden(2, 5, 6, 7, 8, 9, 3));
        Assert.Equal([-100, -100], Hidden(2, 3));
    }

    [Fact]
    public void A_vocabulary_of_special_tokens_alone_has_no_random_one()
    {
        WordPieceTokenizer none = new([.. WordPieceTokenizer.SpecialNames]);
        Assert.Contains("more than the 5 special ones", Assert.Throws<ArgumentException>(() => Masking.Hide(
            [2, 1, 1, 3], none, new SeededRandom(3), new MaskingOptions { Masked = 0, Random = 1 })).Message);
    }

    [Fact]
    public void Without_next_sentence_prediction_every_second_follows()
    {
        ClozeBatchSource source = new(Documents, Tokenizer, new ClozeBatchOptions
        {
            BatchSize = 100,
            NextSentence = false,
            Masking = new MaskingOptions { Masked = 0, Random = 0 },
        });
        using ClozeBatch batch = Assert.Single(source.Batches(0));
        Assert.Null(batch.Next);
        Assert.True(batch.Ids.select(1, 1).eq(batch.Ids.select(1, 6)).all().item<bool>());
    }

    [Fact]
    public void Bert_learns_from_the_batches()
    {
        torch.random.manual_seed(5);
        ClozeBatchSource source = new(Documents, Tokenizer, new ClozeBatchOptions { BatchSize = 25 });
        using BertForPreTraining model = new(new BertConfig
        {
            VocabularySize =
            100,
            Width = 32,
            Layers = 1,
            Heads = 2,
            FeedForwardWidth = 64,
            Positions = 16,
            Dropout = 0
        });
        using var adam = torch.optim.Adam(model.parameters(), 0.005);
        List<float> losses = [];
        for (int epoch = 0; epoch < 25; epoch++)
        {
            foreach (ClozeBatch batch in source.Batches(epoch))
            {
                using (batch)
                using (DisposeScope scope = torch.NewDisposeScope())
                {
                    adam.zero_grad();
                    var (loss, masked, _) =
                        model.Losses(batch.Ids, batch.Segments, batch.Real, batch.Labels, batch.Next);
                    loss.backward();
                    adam.step();
                    losses.Add(masked.item<float>());
                }
            }
        }

        // The hidden token is the one beside it: from ln 100 = 4.6 to well below the ln 20 of knowing only which tokens
        // there are.
        Assert.InRange(losses[0], 4, 5.5);
        Assert.InRange(losses[^8..].Average(), 0, 1.5);
    }

    [Fact]
    public void Unusable_documents_are_named()
    {
        Assert.Throws<ArgumentException>(() => new ClozeBatchSource([Documents[0]], Tokenizer));
        Assert.Contains(
            "Document 1",
            Assert.Throws<ArgumentException>(() => new ClozeBatchSource([Documents[0], [[]]], Tokenizer)).Message,
            StringComparison.Ordinal);
        Assert.Contains("Document 1 has 100", Assert.Throws<ArgumentException>(() =>
            new ClozeBatchSource([Documents[0], [[100], [5]]], Tokenizer)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ClozeBatchSource([[[5]], [[6]]], Tokenizer));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new ClozeBatchSource(Documents, Tokenizer, new ClozeBatchOptions { Longest = 4 }));
    }
}
