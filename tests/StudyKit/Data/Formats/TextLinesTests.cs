using System.IO.Compression;
using System.Text;
using StudyKit.Data.Formats;

namespace StudyKit.Tests.Data.Formats;

public sealed class TextLinesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studykit-text");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Only_line_feeds_end_a_line()
    {
        Assert.Equal(["a\u2028b", "", "c\u0085d"], TextLines.Read(Write("x.txt", "a\u2028b\r\n\nc\u0085d\n")));
        Assert.Equal(["a", ""], TextLines.Read(Write("y.txt", "a\n\n")));
        Assert.Empty(TextLines.Read(Write("z.txt", "")));
    }

    [Fact]
    public void Gzip_and_a_byte_order_mark_are_taken_off()
    {
        string path = Path.Combine(_folder.FullName, "x.gz");
        using (StreamWriter writer = new(
            new GZipStream(File.Create(path), CompressionMode.Compress), new UTF8Encoding(true)))
        {
            writer.Write("ä\n我\n");
        }

        Assert.Equal(["ä", "我"], TextLines.Read(path));
        Assert.Equal("ä\n我\n", TextLines.ReadWhole(path));
    }

    [Fact]
    public void Damaged_and_foreign_bytes_are_named()
    {
        string latin = Path.Combine(_folder.FullName, "latin.txt");
        File.WriteAllBytes(latin, [0x61, 0xE4, 0x62]);
        Assert.Contains(
            "must be UTF-8",
            Assert.Throws<InvalidDataException>(() => TextLines.Read(latin)).Message,
            StringComparison.Ordinal);

        string broken = Write("broken.gz", "no gzip at all");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => TextLines.Read(broken));
        Assert.Contains("broken.gz is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("studykit data verify", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_that_ends_early_is_an_error_wherever_it_is_cut()
    {
        using MemoryStream packed = new();
        using (StreamWriter writer = new(new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)))
        {
            for (int i = 0; i < 3000; i++) writer.Write($"line {i} of {i * 7919 % 1000}\n");
        }

        byte[] whole = packed.ToArray();
        string path = Path.Combine(_folder.FullName, "cut.gz");
        File.WriteAllBytes(path, whole);
        Assert.Equal(3000, TextLines.Read(path).Length);
        foreach (int length in (int[])[5, 12, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 1])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Equal($"{path} is damaged: its gzip data are broken or end early. Download or copy it again; " +
                "`studykit data verify` checks the sets that the kit fetches.",
                Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
        }

        File.WriteAllBytes(path, [.. whole, .. whole]);
        Assert.Equal(6000, TextLines.Read(path).Length);
        File.WriteAllBytes(path, [.. whole, .. whole[..^20]]);
        Assert.Throws<InvalidDataException>(() => TextLines.Read(path));
        whole[^6] ^= 1; // the checksum
        File.WriteAllBytes(path, whole);
        Assert.Contains("broken or end early", Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
