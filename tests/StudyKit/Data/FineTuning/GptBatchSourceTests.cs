using StudyKit.Data.FineTuning;
using StudyKit.Data.Formats;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using StudyKit.Text.Examples;
using StudyKit.Text.Gpt;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Data.FineTuning;

[Collection(TorchCollection.Name)]
public sealed class GptBatchSourceTests
{
    private static readonly GptInputs Inputs = new(Start: 90, Delimiter: 91, Extract: 92, Longest: 8);
    private static readonly GptBatchOptions Options =
        new() { Head = TaskHead.Sentence(3), Positions = 8, Padding = 0, BatchSize = 2, Shuffle = false };
    private static readonly GptExample[] Examples =
    [
        new(Inputs.Classification([1, 2]), 0),
        new(Inputs.Classification([3]), 2),
        new(Inputs.Classification([4, 5, 6]), 1),
    ];

    [Fact]
    public void Rows_are_padded_to_the_longest_of_their_batch_and_extract_stands_at_the_end_of_each()
    {
        using GptBatchSource source = new(Examples, Options);
        Assert.Equal(2, source.BatchCount(0));
        GptBatch[] batches = [.. source.Batches(0)];
        Assert.Equal([90, 1, 2, 92, 90, 3, 92, 0], batches[0].Ids.data<long>().ToArray());
        Assert.Equal([2, 1, 4], batches[0].Ids.shape);
        Assert.Equal([3, 2], batches[0].Extract.data<long>().ToArray());
        Assert.Equal([0, 2], batches[0].Labels.data<long>().ToArray());
        Assert.Equal([1, 1, 5], batches[1].Ids.shape);
        Assert.Equal(1, batches[1].Size);
        foreach (GptBatch batch in batches) batch.Dispose();
    }

    [Fact]
    public void Each_epoch_has_all_examples_in_its_own_order_and_going_on_gives_the_same_batches()
    {
        GptExample[] many = [.. Enumerable.Range(0, 50).Select(i => new GptExample(Inputs.Classification([i]), i % 3))];
        using GptBatchSource source = new(many, Options with { Shuffle = true, BatchSize = 7 });
        long[] Order(int epoch, int start = 0) => [.. source.Batches(epoch, start)
            .SelectMany(batch => { using (batch) return batch.Ids.select(2, 1).flatten().data<long>().ToArray(); })];
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Order(0).Order());
        Assert.NotEqual(Order(0), Order(1));
        Assert.Equal(Order(1).Skip(21), Order(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batches(0, 9));
    }

    [Fact]
    public void Bad_examples_are_named()
    {
        string Message(GptExample bad, GptBatchOptions? options = null) =>
            Assert.Throws<ArgumentException>(() => new GptBatchSource([Examples[0], bad], options ?? Options)).Message;
        Assert.Equal("A label must lie between 0 and 2. Example 1 has 3.", Message(Examples[1] with { Label = 3 }));
        Assert.Contains("Example 1 has -1", Message(Examples[1] with { Label = -1 }), StringComparison.Ordinal);
        Assert.Contains(
            "4 positions. Example 1 has 5 tokens",
            Message(Examples[2], Options with { Positions = 4 }),
            StringComparison.Ordinal);
        Assert.Contains(
            "Example 1 has 2", Message(new GptExample(Inputs.Similarity([1], [2]), 0)), StringComparison.Ordinal);
        GptExample choice = new(Inputs.Choice([1], [[2], [3]]), 2);
        Assert.Contains("between 0 and 1. Example 0 has 2", Assert.Throws<ArgumentException>(() =>
            new GptBatchSource([choice], Options with { Head = TaskHead.Choice })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new GptBatchSource([], Options));
    }

    [Fact]
    public void A_mix_gives_every_batch_of_every_task_and_says_whose_it_is()
    {
        using GptBatchSource one = new(Examples, Options),
            two = new([.. Enumerable.Repeat(Examples, 4).SelectMany(all => all)], Options with { Task = 1 });
        TaskMix mix = new([one, two], seed: 5);
        Assert.Equal(8, mix.BatchCount(0));
        int[] Turns(int epoch, int start = 0) =>
            [.. mix.Batches(epoch, start).Select(batch => { using (batch) return batch.Task; })];
        Assert.Equal(2, Turns(0).Count(task => task == 0));
        Assert.Equal(6, Turns(0).Count(task => task == 1));
        Assert.Equal(Turns(1).Skip(3), Turns(1, 3));
        Assert.Contains(Enumerable.Range(1, 9), epoch => !Turns(epoch).SequenceEqual(Turns(0)));
    }

    [Fact]
    public void Files_become_inputs_of_their_kind()
    {
        GptTokenizer tokenizer = GptTokenizer.Learn(
            ["a b c because so ."], minimumCount: 1, special: ["_start_", "_delimiter_", "_extract_"]);
        int Id(string token) => tokenizer.Vocabulary.Find(token)!.Value;
        GptInputs inputs = new(Id("_start_"), Id("_delimiter_"), Id("_extract_"), 16);
        string Text(int[] row) => tokenizer.Decode(row[1..^1]);
        Assert.Single(GptExamples.Encode([new LabelledText("a", null, 1)], tokenizer, inputs)[0].Input.Rows);
        Assert.Single(GptExamples.Encode([new LabelledText("a", "b", 1)], tokenizer, inputs)[0].Input.Rows);
        Assert.Equal(
            2, GptExamples.Encode([new LabelledText("a", "b", 1)],
                tokenizer, inputs, similarity: true)[0].Input.Rows.Count);
        GptExample choice = GptExamples.Encode([new ChoiceExample("a.", "cause", ["b", "c"], 1)], tokenizer, inputs)[0];
        Assert.Equal(["a because _delimiter_b", "a because _delimiter_c"], choice.Input.Rows.Select(row => Text(row)));
        Assert.Equal(1, choice.Label);
    }
}
