using StudyKit.Data.PreTraining;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Data.PreTraining;

[Collection(TorchCollection.Name)]
public sealed class DocumentRowsTests
{
    // Documents of 3, 2, 4, 1 and 3 tokens behind their start, 9.
    private static readonly int[] Text = [9, 1, 2, 3, 9, 4, 5, 9, 6, 7, 8, 1, 9, 2, 9, 3, 4, 5];

    [Fact]
    public void Every_document_with_room_begins_a_row_that_goes_on_with_the_next()
    {
        using torch.Tensor rows = DocumentRows.Cut(Text, start: 9, context: 4);
        // The last has three tokens behind its start, and four are needed.
        Assert.Equal([4L, 5L], rows.shape);
        Assert.Equal(
            [9, 1, 2, 3, 9, 9, 4, 5, 9, 6, 9, 6, 7, 8, 1, 9, 2, 9, 3, 4], rows.data<long>().ToArray());
        using torch.Tensor none = DocumentRows.Cut([1, 2, 3], start: 9, context: 2);
        Assert.Equal([0L, 3L], none.shape);
    }

    [Fact]
    public void An_epoch_has_each_row_at_most_once_in_an_order_of_its_own()
    {
        int[] text = [.. Enumerable.Range(0, 37).SelectMany(i => new[] { 99, i, i + 1 })];
        using DocumentRows rows = new(text, 99, context: 2, batchSize: 5, seed: 1),
            same = new(text, 99, 2, 5, 1), other = new(text, 99, 2, 5, 2);
        Assert.Equal(37 / 5, rows.BatchCount(0));
        long[] first = Flat(rows, 0);
        Assert.Equal(35, first.Chunk(3).Select(row => row[1]).Distinct().Count());
        Assert.All(first.Chunk(3), row => Assert.Equal([99, row[1], row[1] + 1], row));
        Assert.Equal(first, Flat(same, 0));
        Assert.Equal(first[30..], Flat(same, 0, start: 2));
        Assert.NotEqual(first, Flat(same, 1));
        Assert.NotEqual(first, Flat(other, 0));

        static long[] Flat(DocumentRows source, int epoch, int start = 0) =>
        [
            .. source.Batches(epoch, start).SelectMany(batch =>
            {
                using (batch)
                {
                    Assert.Equal([5L, 3L], batch.Ids.shape);
                    Assert.Equal(10, batch.Predictions);
                    return batch.Ids.data<long>().ToArray();
                }
            }),
        ];
    }

    [Fact]
    public void Bad_input_is_told()
    {
        Assert.Contains("Received a text with 4 places", Assert.Throws<ArgumentException>(
            () => new DocumentRows(Text, 9, 4, batchSize: 5, seed: 1)).Message, StringComparison.Ordinal);
        using DocumentRows rows = new(Text, 9, 4, batchSize: 2, seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Batches(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Batches(0, start: 3));
    }
}
