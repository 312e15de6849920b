using StudyKit.Data.Formats;
using StudyKit.Data.PreTraining;
using StudyKit.Data.Sets;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Data.PreTraining;

[Collection(TorchCollection.Name)]
public sealed class WindowBatchSourceTests
{
    [Fact]
    public void Windows_overlap_by_one_token_and_are_mixed_by_epoch()
    {
        int[] text = [.. Enumerable.Range(0, 41)];
        using WindowBatchSource source = new(text, context: 4, batchSize: 3, seed: 2);
        Assert.Equal(10, source.Windows);
        Assert.Equal(3, source.BatchCount(0)); // the rest of one window waits for another epoch's order
        long[][] Rows(int epoch, int start = 0) => [.. source.Batches(epoch, start).SelectMany(batch =>
        {
            using (batch)
            {
                Assert.Equal(12, batch.Tokens);
                return batch.Ids.data<long>().ToArray().Chunk(5).ToArray();
            }
        })];
        Assert.All(Rows(0), row => Assert.Equal(Enumerable.Range((int)row[0], 5).Select(i => (long)i), row));
        Assert.All(Rows(0), row => Assert.Equal(0, row[0] % 4));
        Assert.Equal(9, Rows(0).Select(row => row[0]).Distinct().Count());
        Assert.NotEqual(Rows(0).Select(row => row[0]), Rows(1).Select(row => row[0]));
        Assert.Equal(Rows(1).Skip(6).Select(row => row[0]), Rows(1, 2).Select(row => row[0]));
    }

    [Fact]
    public void Measuring_keeps_the_order_and_the_rest()
    {
        using WindowBatchSource source = new([.. Enumerable.Range(0, 41)], context: 4, batchSize: 3, shuffle: false);
        Assert.Equal([3, 3, 3, 1], source.Batches(0).Select(batch => { using (batch) return batch.Ids.shape[0]; }));
        Assert.Throws<ArgumentException>(() => new WindowBatchSource([1, 2, 3], context: 4, batchSize: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batches(0, 5));
    }

    [Fact]
    public void Headings_and_empty_lines_of_WikiText_are_left_out()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, " \n = Homarus gammarus = \n \n Found 60 @.@ 5 cm down , it is well @-@ known for 1 " +
            "@,@ 000 years . \n = = Diet = = \n x = y \n");
        Assert.Equal(["Found 60.5 cm down , it is well-known for 1,000 years .", "x = y"], WikiText.Paragraphs(path));
        File.WriteAllText(path, " = A = \n");
        Assert.Throws<InvalidDataException>(() => WikiText.Paragraphs(path));
        File.Delete(path);
    }

    [Fact]
    public void A_part_is_found_or_what_is_missing_is_said()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("studykit-wiki");
        DataRoot root = DataRoot.Find(folder.FullName);
        Assert.Contains(
            "wikitext-2-raw/wiki.train.raw",
            Assert.Throws<FileNotFoundException>(() => WikiText.Load(root, "train")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WikiText.Load(root, "dev"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "wikitext-2-raw"));
        File.WriteAllText(Path.Combine(folder.FullName, "wikitext-2-raw", "wiki.train.raw"), "a b\n");
        Assert.Equal(["a b"], WikiText.Load(root, "train"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_published_parts_have_their_words()
    {
        string path = RealData.Find("wikitext-2", "raw", "valid.txt");
        // 217,646 words with line ends (Merity et al., 2017, Table 1); headings and ends of lines are fewer than 3%.
        Assert.InRange(
            TextLines.Read(path).Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length + 1),
            210_000,
            220_000);
        Assert.InRange(WikiText.Paragraphs(path).Count, 1500, 2500);
    }
}
