using StudyKit.Data.Tasks;
using StudyKit.Tests.Support;
using StudyKit.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Data.Tasks;

[Collection(TorchCollection.Name)]
public sealed class AssociativeRecallTests
{
    [Fact]
    public void Every_key_of_a_row_is_asked_for_once_and_the_answer_is_the_value_beside_it()
    {
        using RecallBatch batch = new AssociativeRecall(keys: 7, values: 3).Draw(5, 40, new SeededRandom(3));
        Assert.Equal([40, 5], batch.Keys.shape);
        Assert.Equal([40, 5, 1], batch.Queries.shape);
        Assert.Equal(200, batch.Count);
        long[] keys = Numbers(batch.Keys), values = Numbers(batch.Values), queries = Numbers(batch.Queries),
            answers = Numbers(batch.Answers);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], keys.Distinct().Order());
        Assert.Equal([0, 1, 2], values.Distinct().Order());
        for (int row = 0; row < 40; row++)
        {
            int first = row * 5;
            Assert.Equal(5, keys[first..(first + 5)].Distinct().Count());
            Assert.Equal(keys[first..(first + 5)].Order(), queries[first..(first + 5)].Order());
            for (int i = first; i < first + 5; i++)
                Assert.Equal(values[Array.IndexOf(keys, queries[i], first, 5)], answers[i]);
        }

        Assert.NotEqual(keys, queries);
    }

    [Fact]
    public void A_question_about_two_places_names_two_keys_that_differ()
    {
        using RecallBatch batch = new AssociativeRecall(keys: 7, values: 11, asked: 2).Draw(3, 50, new SeededRandom(5));
        Assert.Equal([50, 3, 2], batch.Answers.shape);
        long[] keys = Numbers(batch.Keys), values = Numbers(batch.Values), queries = Numbers(batch.Queries),
            answers = Numbers(batch.Answers);
        for (int i = 0; i < queries.Length; i++)
        {
            Assert.Equal(values[Array.IndexOf(keys, queries[i], i / 6 * 3, 3)], answers[i]);
            if (i % 2 == 0) Assert.NotEqual(queries[i], queries[i + 1]);
        }
    }

    [Fact]
    public void Guessing_says_the_most_frequent_value()
    {
        // Two values, two pairs: alike in half of the rows, where both answers are right; else one of two is.
        Assert.Equal(0.75, new AssociativeRecall(keys: 4, values: 2).Guess(2), 0.01);
        Assert.Equal(1, new AssociativeRecall(keys: 4, values: 2).Guess(1));
        // Three values, two pairs: alike in a third of the rows: 1/3 + 2/3 · 1/2.
        Assert.Equal(2 / 3.0, new AssociativeRecall(keys: 4, values: 3).Guess(2), 0.01);
    }

    [Fact]
    public void The_share_of_right_answers_is_counted_over_all_questions()
    {
        using DisposeScope scope = NewDisposeScope();
        using RecallBatch batch = new(
            zeros([1, 2], int64), zeros([1, 2], int64), zeros([1, 2, 2], int64),
            tensor(new long[] { 0, 2, 1, 1 }, [1, 2, 2]));
        Tensor logits = tensor(
            new float[] { 9, 0, 0, /* right */ 0, 8, 0, /* 1, not 2 */ 1, 2, 0, /* right */ 0, 3, 1 /* right */ },
            [1, 2, 2, 3]);
        Assert.Equal(0.75, batch.Right(logits));
        Assert.Contains("[B=1, K=2, A=2, V]", Assert.Throws<ArgumentException>(() => batch.Right(logits[0])).Message);
    }

    [Fact]
    public void A_source_takes_its_lengths_by_turns_and_goes_on_where_it_stopped()
    {
        RecallSource source = new(new AssociativeRecall(), [4, 8], questions: 30, seed: 7, batches: 5);
        RecallBatch[] all = [.. source.Batches(2)], rest = [.. source.Batches(2, start: 3)];
        Assert.Equal([[7, 4], [3, 8], [7, 4], [3, 8], [7, 4]], all.Select(batch => batch.Keys.shape));
        Assert.Equal(Numbers(all[3].Keys), Numbers(rest[0].Keys));
        Assert.Equal(Numbers(all[4].Answers), Numbers(rest[1].Answers));
        Assert.NotEqual(Numbers(all[0].Keys), Numbers(all[2].Keys));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batches(0, start: 6));
        foreach (RecallBatch batch in all.Concat(rest)) batch.Dispose();
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_its_rule()
    {
        AssociativeRecall task = new(keys: 4, asked: 2);
        Assert.Contains(
            "from 2 pairs, for so many keys are asked for at once, to 4",
            Assert.Throws<ArgumentOutOfRangeException>(() => task.Draw(5, 1, new SeededRandom(0))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => task.Draw(1, 1, new SeededRandom(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AssociativeRecall(values: 0));
    }

    [Fact]
    public void A_copy_is_its_source()
    {
        StudyKit.Text.Examples.ParallelText text = SymbolCopy.Make(300, length: 5, symbols: 3, seed: 11);
        Assert.Equal(300, text.Count);
        Assert.Equal(text.Source, text.Target);
        Assert.All(text.Source, row => Assert.Equal(5, row.Split(' ').Length));
        Assert.Equal(["0", "1", "2"], text.Source.SelectMany(row => row.Split(' ')).Distinct().Order());
        Assert.Equal(text.Source, SymbolCopy.Make(300, 5, 3, 11).Source);
        Assert.NotEqual(text.Source, SymbolCopy.Make(300, 5, 3, 12).Source);
    }

    private static long[] Numbers(Tensor tensor) => tensor.contiguous().data<long>().ToArray();
}
