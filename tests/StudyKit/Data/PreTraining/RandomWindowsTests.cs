using StudyKit.Data.PreTraining;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Data.PreTraining;

[Collection(TorchCollection.Name)]
public sealed class RandomWindowsTests
{
    [Fact]
    public void Rows_are_places_of_the_text_and_repeat_by_seed()
    {
        int[] text = [.. Enumerable.Range(100, 50)];
        using RandomWindows windows = new(text, context: 4, batchSize: 3, seed: 1),
            same = new(text, 4, 3, 1), other = new(text, 4, 3, 2);
        Assert.Equal(50 / 12, windows.BatchCount(0));
        long[] Flat(
            RandomWindows source, int epoch, int start = 0) => [.. source.Batches(epoch, start).SelectMany(rows =>
        {
            using (rows)
            {
                Assert.Equal([3, 5], rows.Ids.shape);
                Assert.Equal(12, rows.Predictions);
                return rows.Ids.data<long>().ToArray();
            }
        })];
        long[] flat = Flat(windows, 0);
        foreach (long[] row in flat.Chunk(5))
        {
            Assert.Equal(Enumerable.Range((int)row[0], 5).Select(id => (long)id), row);
        }

        Assert.Equal(flat, Flat(same, 0));
        Assert.Equal(flat[15..], Flat(same, 0, start: 1));
        Assert.NotEqual(flat, Flat(same, 1));
        Assert.NotEqual(flat, Flat(other, 0));
    }

    [Fact]
    public void Every_place_can_be_drawn()
    {
        using RandomWindows windows = new([7, 8, 9, 10], context: 2, batchSize: 40, seed: 3);
        using TokenRows rows = windows.Batches(0).Single();
        Assert.Equal([7L, 8L], rows.Ids.select(1, 0).data<long>().ToArray().Distinct().Order());
    }

    [Fact]
    public void Bad_input_is_told()
    {
        Assert.Contains(
            "at least 5. Received 4",
            Assert.Throws<ArgumentException>(() => new RandomWindows([1, 2, 3, 4], 4, 1, 0)).Message,
            StringComparison.Ordinal);
        using RandomWindows windows = new([1, 2, 3], 1, 1, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => windows.Batches(0, 9));
    }
}
