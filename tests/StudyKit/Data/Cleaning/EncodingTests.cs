using System.IO.Compression;
using System.Text;
using StudyKit.Data.Cleaning;

namespace StudyKit.Tests.Data.Cleaning;

/// <summary>
/// Raw files as others have them: with a byte order mark, in other encodings, packed, with broken lines.
/// </summary>
public sealed class EncodingTests : IDisposable
{
    private const string Two = "[\"你好吗\", \"我很好\"]\n[\"去哪里\", \"回家啊\"]\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("encodings-").FullName;

    [Fact]
    public void A_byte_order_mark_loses_no_line()
    {
        (string text, CleaningCounts counts) = Clean([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Two)]);
        Assert.Equal(Two, text);
        Assert.Equal((2, 2, 0), (counts.Lines, counts.Kept, counts.NoDialogue));
    }

    [Fact]
    public void Other_encodings_and_packed_files_are_refused_by_name_before_anything_is_written()
    {
        Encoding gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Refused(gb.GetBytes(Two), "GB18030");
        Refused(gb.GetBytes("[\"你好吗\", \"我很好\"]"), "GB18030");
        // Long enough that the sample ends in the middle of a line.
        Refused(gb.GetBytes(string.Concat(Enumerable.Repeat(Two, 4000))), "GB18030");
        Refused(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Two)), "UTF-16");
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Two));
        }

        Refused(packed.ToArray(), "gzip");
    }

    [Fact]
    public void A_few_broken_lines_do_not_make_another_encoding()
    {
        byte[] gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("[\"你好吗\", \"我很好\"]\n");
        (string text, CleaningCounts counts) = Clean([.. Encoding.UTF8.GetBytes(Two), .. gb]);
        Assert.Equal(Two, text);
        Assert.Equal((3, 1), (counts.Lines, counts.InvalidUtf8));
    }

    [Fact]
    public void The_counts_add_up_to_the_lines_and_the_dialogues()
    {
        (_, CleaningCounts counts) =
            Clean([.. Encoding.UTF8.GetBytes(Two + "\n  \n{}\n[\"一个人\"]\n[]\n[\"\\ud83d\"]\n[1]\n" +
            "[\"加我微信领优惠券\", \"好的好的\"]\n"), 0xFF, 0xFE, (byte)'\n']);
        Assert.Equal(11, counts.Lines);
        Assert.Equal(
            counts.Lines,
            counts.Empty + counts.InvalidUtf8 + counts.LoneSurrogates + counts.NoDialogue + counts.Dialogues);
        Assert.Equal(
            (2, 1, 1, 2, 5),
            (counts.Empty, counts.InvalidUtf8, counts.LoneSurrogates, counts.NoDialogue, counts.Dialogues));
        Assert.Equal((3, 2), (counts.DialoguesGone, counts.Kept));
        // The advertisement; what stands alone is dropped by no rule.
        Assert.Equal(0, counts.Rules.Sum(rule => rule.Dropped) - 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Refused(IEnumerable<byte> bytes, string name)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Clean([.. bytes]));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(["raw.jsonl"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    private (string Text, CleaningCounts Counts) Clean(byte[] bytes)
    {
        string raw = Path.Combine(_folder, "raw.jsonl"), output = Path.Combine(_folder, "clean.jsonl");
        File.WriteAllBytes(raw, bytes);
        CleaningCounts counts = new DialogueCleaner(CleaningPipeline.Default()).Clean(raw, output);
        string text = File.ReadAllText(output);
        File.Delete(output);
        return (text, counts);
    }
}
