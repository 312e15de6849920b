using StudyKit.Data.PreTraining;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Data.PreTraining;

[Collection(TorchCollection.Name)]
public sealed class DrawnRowsTests
{
    [Fact]
    public void Rows_are_those_of_the_seed_and_new_in_every_batch()
    {
        DrawnRows rows = new(
            random => [.. Enumerable.Range(0, 7).Select(_ => random.Next(1000))], 3, seed: 5, batches: 4);
        Assert.Equal(4, rows.BatchCount(0));
        using TokenRows third = rows.Batches(1, 2).First(), again = rows.Batches(1).Skip(2).First();
        using TokenRows other = rows.Batches(1).First();
        Assert.Equal([3L, 7L], third.Ids.shape);
        Assert.True(third.Ids.equal(again.Ids).all().item<bool>());
        Assert.False(third.Ids.equal(other.Ids).all().item<bool>());
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Batches(0, 5));
        Assert.Throws<ArgumentException>(() => DrawnRows.Stack([[1, 2], [3]]));
        Assert.Throws<ArgumentException>(() => DrawnRows.Stack([]));
    }

    [Fact]
    public void A_blank_is_read_at_its_place_or_before_it()
    {
        BlankRows rows = new([([4, 9, 5], 1, 7), ([9, 4, 6], 2, 8)], batchSize: 2, seed: 3);
        using BlankBatch batch = rows.Batches(0).Single();
        Assert.Equal(2, batch.Size);
        // Scores that name their place: row · 10 + place.
        Tensor scores = (arange(2).view(2, 1, 1) * 10 + arange(3).view(1, 3, 1)).expand(2, 3, 5);
        long[] blanks = batch.Blank.data<long>().ToArray();
        Assert.Equal([1, 2], blanks.Order());
        Assert.Equal([blanks[0], 10 + blanks[1]], batch.At(scores, 0).select(1, 4).data<long>().ToArray());
        Assert.Equal([blanks[0] - 1, 9 + blanks[1]], batch.At(scores, -1).select(1, 0).data<long>().ToArray());
        Assert.Equal(blanks.Select(blank => blank == 1 ? 7L : 8), batch.Answers.data<long>().ToArray());
        Assert.Throws<ArgumentException>(() => new BlankRows([([1, 2], 0, 3)], 1, 1));
        Assert.Throws<ArgumentException>(() => new BlankRows([([1, 2], 1, 3)], 2, 1));
    }
}
