using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using StudyKit.Data.Cleaning;
using StudyKit.Data.Dialogues;
using StudyKit.Data.Formats;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Data.Formats;

/// <summary>
/// No reader loses a line in silence: for any file, what is read and what is counted as wrong is what was written.
/// Files are written by hand here, not by the kit.
/// </summary>
public sealed class ReaderProperties : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reader-properties-").FullName;

    /// <summary>How a file may look on disk: byte order mark, ends of lines, end of the last one, packed.</summary>
    private static Gen<(bool Mark, bool Windows, bool Open, bool Packed)> Look { get; } =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool);

    /// <summary>A line of raw dialogues, with its kind: a dialogue (and how many texts), nothing, or neither.</summary>
    private static Gen<(byte[] Line, int Texts)> RawLine { get; } = Gen.Frequency(
        (5, Generated.Text.Array[0, 4].Select(
            texts => (Encoding.UTF8.GetBytes(JsonSerializer.Serialize(texts)), texts.Length))),
        (1, Gen.OneOf("", " ", "\t").Select(blank => (Encoding.UTF8.GetBytes(blank), Empty))),
        (1, Gen.OneOf("{}", "[1]", "[\"a\"", "[\"a\", null]", "x", "[] []", "[\"\\ud83d\"]")
            .Select(wrong => (Encoding.UTF8.GetBytes(wrong), Wrong))),
        (1, Gen.Const((new byte[] { (byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']' }, Wrong))));

    /// <summary>Two texts of a row with columns.</summary>
    private static Gen<(string A, string B)> Row { get; } = Gen.Select(
        Generated.Line.Select(text => text.Replace("\t", "", StringComparison.Ordinal)),
        Generated.Line.Select(text => text.Replace("\t", "", StringComparison.Ordinal)));

    private const int Empty = -1, Wrong = -2;

    [Fact]
    public void Lines_of_text() => Gen.Select(Generated.Line.Array[1, 8], Look).Sample((lines, look) =>
    {
        // A last line with nothing on it and no end is no line.
        if (look.Open && lines[^1].Length == 0) look.Open = false;
        Assert.Equal(lines, TextLines.Read(Write(lines, look)));
    }, iter: Generated.Times / 4, threads: 1);

    [Fact]
    public void Dialogues_a_line() => Gen.Select(RawLine.Array[1, 12], Look).Sample((lines, look) =>
    {
        if (look.Open && lines[^1].Line.Length == 0) look.Open = false;
        string path = Write([.. lines.Select(line => line.Line)], look);
        CleaningCounts counts = new();
        var read = DialogueFiles.Lines(path, counts);
        Assert.Equal(lines.Count(line => line.Texts > 1), read.Count);
        Check(lines, counts);
        Assert.Equal(read.Count, counts.Dialogues - counts.DialoguesGone);
        bool wrong = lines.Any(line => line.Texts == Wrong);
        if (wrong) Assert.Throws<InvalidDataException>(() => DialogueFiles.Lines(path));
        else Assert.Equal(read.Count, DialogueFiles.Lines(path).Count);
    }, iter: Generated.Times / 4, threads: 1);

    [Fact]
    public void Raw_dialogues_that_are_cleaned() => Gen.Select(RawLine.Array[1, 12], Look).Sample((lines, look) =>
    {
        if (look.Open && lines[^1].Line.Length == 0) look.Open = false;
        string raw = Write([.. lines.Select(line => line.Line)], look with { Packed = false });
        string output = Path.Combine(_folder, "clean.jsonl");
        CleaningCounts counts = new DialogueCleaner(CleaningPipeline.Default())
            .Clean(raw, output, new CleaningOptions { BlockBytes = 4096 });
        Check(lines, counts);
        Assert.Equal(counts.Kept, File.ReadLines(output).Count());
        Assert.True(counts.Dialogues - counts.DialoguesGone <= counts.Kept);
    }, iter: Generated.Times / 20, threads: 1);

    [Fact]
    public void Pairs_with_a_tabulator() => Gen.Select(Row.Array[1, 8], Look).Sample((rows, look) =>
    {
        var read = DialogueFiles.Pairs(Write([.. rows.Select(row => $"{row.A}\t{row.B}")], look));
        Assert.Equal(rows.Select(row => (Joined(row.A), Joined(row.B))), read.Select(pair => (pair[0], pair[1])));
        Assert.Throws<InvalidDataException>(() => DialogueFiles.Pairs(Write(["a\tb", "no pair"], look)));
    }, iter: Generated.Times / 4, threads: 1);

    [Fact]
    public void Sentences_with_labels() => Gen.Select(Row.Array[1, 8], Look).Sample((rows, look) =>
    {
        string path = Write(["sentence\tlabel", .. rows.Select(row => $"{row.A}\t{row.B.Length % 2}")], look);
        if (rows.Any(row => row.A.Contains('\0', StringComparison.Ordinal)))
        {
            Assert.Throws<InvalidDataException>(() => Glue.Sst2(path));
            return;
        }

        Assert.Equal(
            rows.Select(row => (row.A.Trim(), row.B.Length % 2)), Glue.Sst2(path)
                .Select(row => (row.First, row.Label)));
    }, iter: Generated.Times / 4, threads: 1);

    [Fact]
    public void Images_of_the_binary_form() => Gen.Int[0, 9].Array[1, 5].Sample(labels =>
    {
        string path = Path.Combine(_folder, "batch.bin");
        File.WriteAllBytes(
            path, [.. labels.SelectMany(label => new byte[3073].Select((_, i) => (byte)(i == 0 ? label : i)))]);
        Assert.Equal(labels, Cifar10.ReadBinary(path).Labels.ToArray().Select(label => (int)label));
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path).SkipLast(1)]);
        Assert.Throws<InvalidDataException>(() => Cifar10.ReadBinary(path));
    }, iter: Generated.Times / 40, threads: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Check((byte[] Line, int Texts)[] lines, CleaningCounts counts)
    {
        Assert.Equal(lines.Length, counts.Lines);
        Assert.Equal(lines.Count(line => line.Texts == Empty), counts.Empty);
        Assert.Equal(lines.Count(line => line.Texts >= 0), counts.Dialogues);
        Assert.Equal(lines.Sum(line => Math.Max(0, line.Texts)), counts.Utterances);
        Assert.Equal(
            lines.Count(line => line.Texts == Wrong), counts.InvalidUtf8 + counts.LoneSurrogates + counts.NoDialogue);
    }

    private static string Joined(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private string Write(string[] lines, (bool Mark, bool Windows, bool Open, bool Packed) look) =>
        Write([.. lines.Select(Encoding.UTF8.GetBytes)], look);

    private string Write(byte[][] lines, (bool Mark, bool Windows, bool Open, bool Packed) look)
    {
        string path = Path.Combine(_folder, look.Packed ? "file.txt.gz" : "file.txt");
        using Stream file = File.Create(path);
        using Stream to = look.Packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        // Without a mark of the file's own the first line's would be taken for it.
        if (look.Mark || lines[0] is [0xEF, 0xBB, 0xBF, ..]) to.Write([0xEF, 0xBB, 0xBF]);
        for (int i = 0; i < lines.Length; i++)
        {
            to.Write(lines[i]);
            if (i < lines.Length - 1 || !look.Open) to.Write(look.Windows ? "\r\n"u8 : "\n"u8);
        }

        return path;
    }
}
