using StudyKit.Data.FineTuning;
using StudyKit.Data.Formats;
using StudyKit.Data.PreTraining;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using StudyKit.Text.Examples;
using StudyKit.Text.WordPiece;
using TorchSharp;

namespace StudyKit.Tests.Data.FineTuning;

[Collection(TorchCollection.Name)]
public sealed class BertBatchSourceTests
{
    // Ids: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4, anna 5, runs 6, far 7, ##ther 8, who 9, "." 10
    private static readonly WordPieceTokenizer Tokenizer =
        new([.. WordPieceTokenizer.SpecialNames, "anna", "runs", "far", "##ther", "who", "."]);

    private static readonly BertBatchOptions Plain =
        new() { Head = TaskHead.Sentence(), Positions = 16, Padding = 0, BatchSize = 2, Shuffle = false };

    [Fact]
    public void Sentences_and_pairs_are_padded_and_tell_their_segments()
    {
        BertBatchSource source = new(BertExamples.Encode([new LabelledText("anna runs", null, 1),
            new LabelledText("anna", "runs farther", 0), new LabelledText("anna", null, 0)], Tokenizer, 16), Plain);
        BertBatch[] batches = [.. source.Batches(0)];
        Assert.Equal([2, 1], batches.Select(batch => batch.Size));
        Assert.Equal([2, 5, 6, 3, 0, 0, 0, 2, 5, 3, 6, 7, 8, 3], batches[0].Ids.data<long>().ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1], batches[0].Segments.data<long>().ToArray());
        Assert.Equal([4, 7], batches[0].Real.sum(1).data<long>().ToArray());
        Assert.Equal([1, 0], batches[0].Labels.data<long>().ToArray());
        Assert.Equal([1, 3], batches[1].Ids.shape);
        using BertBatch last = Assert.Single(source.Batches(0, 1));
        Assert.Equal(batches[1].Ids.data<long>().ToArray(), last.Ids.data<long>().ToArray());
        foreach (BertBatch batch in batches) batch.Dispose();
    }

    [Fact]
    public void Choices_stand_side_by_side_under_one_label()
    {
        BertBatchSource source = new(
            BertExamples.Encode([new ChoiceExample("anna", "effect", ["runs", "runs farther"], 1)], Tokenizer, 16),
            Plain with { Head = TaskHead.Choice });
        using BertBatch batch = Assert.Single(source.Batches(0));
        Assert.Equal([1, 2, 7], batch.Ids.shape);
        Assert.Equal([2, 5, 3, 6, 3, 0, 0, 2, 5, 3, 6, 7, 8, 3], batch.Ids.data<long>().ToArray());
        Assert.Equal([1], batch.Labels.data<long>().ToArray());
    }

    [Fact]
    public void A_words_first_piece_carries_its_tag()
    {
        BertExample example = BertExamples.Tagged(["anna", "farther", "runs"], [2, 0, 1], Tokenizer, 16);
        Assert.Equal([-100, 2, 0, -100, 1, -100], example.Labels);
        using BertBatch batch =
            Assert.Single(new BertBatchSource([example], Plain with { Head = TaskHead.Tokens(3) }).Batches(0));
        Assert.Equal([1, 6], batch.Labels.shape);
        Assert.Contains("lost", Assert.Throws<ArgumentException>(() =>
            BertExamples.Tagged(["anna", "farther"], [0, 0], Tokenizer, 4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BertExamples.Tagged(["anna"], [0, 0], Tokenizer, 16));
    }

    [Fact]
    public void An_epoch_has_every_example_once_in_an_order_of_its_own()
    {
        BertExample[] examples =
        [
            .. Enumerable.Range(0, 20).Select(i => new BertExample([new SentencePair([2, 5, 3], [0, 0, 0], 0)], [i])),
        ];
        BertBatchSource source = new(
            examples, Plain with { Head = TaskHead.Sentence(20), BatchSize = 3, Shuffle = true });
        long[] first = Labels(0), second = Labels(1);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), first.Order());
        Assert.Equal(first, Labels(0));
        Assert.NotEqual(first, second);

        long[] Labels(int epoch) => [.. source.Batches(epoch).SelectMany(batch => batch.Labels.data<long>().ToArray())];
    }

    [Theory]
    [InlineData(TaskKind.Sentence, new[] { 2 }, "between 0 and 1")]
    [InlineData(TaskKind.Sentence, new[] { -1 }, "between 0 and 1")]
    [InlineData(TaskKind.Sentence, new[] { 0, 1 }, "needs 1 labels")]
    [InlineData(TaskKind.Choice, new[] { 1 }, "between 0 and 0")]
    [InlineData(TaskKind.Answer, new[] { 1, 3 }, "between 0 and 2")]
    [InlineData(TaskKind.Answer, new[] { 2, 1 }, "not end before")]
    [InlineData(TaskKind.Tokens, new[] { -100, 2, -100 }, "between 0 and 1")]
    [InlineData(TaskKind.Tokens, new[] { 0 }, "needs 3 labels")]
    public void A_wrong_label_names_its_example(TaskKind kind, int[] labels, string rule)
    {
        BertExample example = new([new SentencePair([2, 5, 3], [0, 0, 0], 0)], labels);
        string message = Assert.Throws<ArgumentException>(
            () => new BertBatchSource([example], Plain with { Head = TaskHead.Of(kind) })).Message;
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.Contains("Example 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_longer_than_the_positions_is_refused()
    {
        Assert.StartsWith(
            "Example 1: A text must be valid Unicode without NUL.",
            Assert.Throws<ArgumentException>(() => BertExamples.Encode(
                [new LabelledText("anna", null, 1), new LabelledText("ru\0ns", null, 1)], Tokenizer, 16)).Message,
            StringComparison.Ordinal);
        IReadOnlyList<BertExample> examples = BertExamples.Encode(
            [new LabelledText("anna runs far", null, 1)], Tokenizer, 16);
        Assert.Contains(
            "Example 0 has 5 tokens",
            Assert.Throws<ArgumentException>(() => new BertBatchSource(examples, Plain with { Positions = 4 })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new BertBatchSource([], Plain));
    }

    [Fact]
    public void Answers_go_to_tokens_and_back_to_characters()
    {
        AnswerExample example = new("Anna runs farther.", "Who runs", "farther", 10);
        AnswerWindow window = Assert.Single(BertAnswers.Encode([example], Tokenizer, 16));
        Assert.Equal([2, 9, 6, 3, 5, 6, 7, 8, 10, 3], window.Input.Rows[0].Ids);
        Assert.Equal([6, 7], window.Input.Labels);
        Assert.Equal("farther", window.Text(6, 7));
        Assert.Equal("Anna runs", window.Text(4, 5));
        float[] starts = [9, 0, 0, 0, 1, 0, 3, 0, 0, 9], ends = [9, 0, 0, 0, 5, 0, 0, 2, 0, 9];
        Assert.Equal(("Anna", 6.0), window.Best(starts, ends)); // question and [SEP] never answer
        ends[4] = 0;
        Assert.Equal(("farther", 5.0), window.Best(starts, ends));
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Text(3, 4));
        Assert.Throws<ArgumentException>(() => window.Best(starts.AsSpan(0, 5), ends));
        Assert.Throws<ArgumentException>(() => BertAnswers.Encode([example with { Start = 9 }], Tokenizer, 16));
        Assert.Throws<ArgumentException>(() => BertAnswers.Encode([example], Tokenizer, 5));
    }

    [Fact]
    public void A_long_passage_is_cut_into_parts_and_the_answer_is_found_in_one()
    {
        AnswerExample example = new("Anna runs far. Anna runs farther.", "who", "farther", 25);
        // four tokens of nine at a time
        IReadOnlyList<AnswerWindow> windows = BertAnswers.Encode([example], Tokenizer, longest: 8, stride: 2);
        Assert.Equal([4, 4, 4, 3], windows.Select(window => window.Spans.Count));
        Assert.Equal([0, 0], windows[0].Input.Labels);
        Assert.Equal([3 + 2, 3 + 3], windows[2].Input.Labels);
        Assert.Equal("farther", windows[2].Text(5, 6));
        Assert.Equal("farther", windows[3].Text(windows[3].Input.Labels[0], windows[3].Input.Labels[1]));
        using BertBatch batch = Assert.Single(new BertBatchSource(
            [.. windows.Select(window => window.Input)],
            Plain with { Head = TaskHead.Answer, BatchSize = 9 }).Batches(0));
        Assert.Equal([4, 2], batch.Labels.shape);
    }
}
