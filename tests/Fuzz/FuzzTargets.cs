using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using StudyKit.Checkpoints;
using StudyKit.Data.Cleaning;
using StudyKit.Data.Dialogues;
using StudyKit.Data.Formats;
using StudyKit.Data.Images;
using StudyKit.Data.Sets;
using StudyKit.Notebooks.Documents;
using StudyKit.Text.Bpe;
using StudyKit.Text.WordPiece;
using TorchSharp;

namespace StudyKit.Tests.Fuzz;

/// <summary>All readers of foreign input, each with valid samples.</summary>
internal static class FuzzTargets
{
    private static readonly Type[] Data = [typeof(InvalidDataException), typeof(IOException)];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("safetensors", [Safetensors()], ["F32",
            "BF16", "F8_E4M3", "\"shape\":[", "\"data_offsets\":[0,", "\"dtype\":\""],
            (bytes, folder) => ReadTensors(Write(folder, "a.safetensors", bytes)),
            [typeof(CheckpointException), .. Data]),
        new("ipynb", [Encoding.UTF8.GetBytes(SampleNotebook())],
            ["\"cells\":", "\"outputs\":[", "\"output_type\":\"stream\"",
                "\"metadata\":{}", "\"nbformat\":4", "\"source\":[", "\"id\":"],
            (bytes, _) => Notebook.Parse(Encoding.UTF8.GetString(bytes), "fuzz.ipynb").ToJson(),
            [typeof(NotebookFormatException)]),
        new("catalog", [File.ReadAllBytes(Support.SolutionFolder.File("data", "catalog.json"))], ["\"sha256\":",
            "\"unpackTo\":\"..\"", "\"url\":\"file:///\"", "../"],
            (bytes, _) => DataCatalog.Parse(Encoding.UTF8.GetString(bytes)), Data),
        new("wordpiece", ["[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##ing\n"u8.ToArray()], ["##", "[UNK]", "[CLS]"],
            (bytes, folder) => WordPieceTokenizer.Load(Write(folder, "vocab.txt", bytes)).Encode("the thing"), Data),
        new("gpt2-bpe", [GptVocabulary()], ["Ġ", "#version", "\"a\":0", "a b"],
            (bytes, folder) => ReadByteLevel(bytes, folder), Data),
        new("tsv", ["sentence\tlabel\na good film\t1\na bad film\t0\n"u8.ToArray()], ["\t", "\"", "1", "label"],
            (bytes, folder) => Glue.Sst2(Write(folder, "train.tsv", bytes)), Data),
        new("xml", [Encoding.UTF8.GetBytes(CopaSample)], ["<item ",
            "</item>", "<!DOCTYPE x [<!ENTITY e \"ee\">]>", "&e;", "most-plausible-alternative=\"9\""],
            (bytes, folder) => Copa.Read(Write(folder, "copa.xml", bytes)), Data),
        new("squad", [Encoding.UTF8.GetBytes(SquadSample)], ["\"answers\":[", "\"answer_start\":", "\"paragraphs\":"],
            (bytes, folder) => Squad.Read(Write(folder, "squad.json", bytes)), Data),
        new("dialogues", ["""{"train":[["a b","c d"],["e","f"]],"valid":[]}"""u8.ToArray()], ["\"train\":[",
            "[[\"", "null"],
            (bytes, folder) => DialogueFiles.Cdial(Write(folder, "d.json", bytes), "train"), Data),
        new("clean", ["[\"你好 啊\",\"你 也 好\"]\n[\"a\",\"b\"]\n"u8.ToArray()], ["[\"", "\"]\n", "http://", "回复 @"],
            (bytes, _) => Clean(bytes), Data),
        new("cifar", [Cifar(2)], ["\u0001"], (bytes, folder) =>
            Cifar10.ReadBinary([Write(folder, "b.bin", bytes)]), Data),
        new("tar.gz", [Tar(gzip: true)], ["../", "/etc/"], (bytes, folder) => Unpack(bytes, folder, "a.tar.gz"), Data),
        new("tar", [Tar(gzip: false)], ["../", "/etc/", "ustar"], (bytes, folder) =>
            Unpack(bytes, folder, "a.tar"), Data),
        new("zip", [Zip()], ["../", "PK"], (bytes, folder) => Unpack(bytes, folder, "a.zip"), Data),
        new("outputs", [.. OutputSamples.All.Select(Encoding.UTF8.GetBytes)],
            ["<script>", "</script>", "<svg>", "style=\"",
                "$x^2$", "{\"data\":[", "\"verdict\":", "&#xE000;", "\u001b[31m", "> > > ", "**", "|a|b|\n|-|-|\n"],
            (bytes, folder) => OutputSamples.Render(bytes, folder), [typeof(NotebookFormatException)])
            {
                Memory = 512L << 20,
                Share = 4,
            },
    ];

    private const string CopaSample = """
        <?xml version="1.0"?><copa-corpus version="1.0"><item id="1" asks-for="cause" most-plausible-alternative="1"><p>It rained.</p><a1>Clouds.</a1><a2>Sun.</a2></item></copa-corpus>
        """;

    private const string SquadSample = """
        {"data":[{"paragraphs":[{"context":"Ann went home.","qas":[{"id":"1","question":"Who?","answers":[{"text":"Ann","answer_start":0}]}]}]}]}
        """;

    private static string Write(string folder, string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void ReadTensors(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        foreach (SafetensorsEntry entry in file.Entries) file.Read(entry.Key).Dispose();
    }

    private static void ReadByteLevel(byte[] bytes, string folder)
    {
        // The vocabulary and the merges in one input, so that both are broken.
        int cut = Math.Max(0, bytes.AsSpan().IndexOf((byte)'\n'));
        string encoder = Write(folder, "encoder.json", bytes[..cut]),
            merges = Write(folder, "merges.txt", bytes[Math.Min(cut + 1, bytes.Length)..]);
        ByteLevelTokenizer.Load(encoder, merges).Encode("a ab");
    }

    private static void Clean(byte[] bytes)
    {
        CleaningCounts counts = new();
        foreach (ReadOnlySpan<byte> line in new Lines(bytes)) DialogueLine.Next(line, counts);
    }

    private static void Unpack(byte[] bytes, string folder, string name)
    {
        Archive.Unpack(Write(folder, name, bytes), Path.Combine(folder, "out"), "00");
        if (Directory.EnumerateFileSystemEntries(folder)
            .Any(entry => Path.GetFileName(entry) is not ("out" or "a.tar.gz" or "a.tar" or "a.zip")))
        {
            throw new InvalidOperationException("an entry left the folder");
        }
    }

    private static byte[] Safetensors()
    {
        string path = Path.Combine(Path.GetTempPath(), $"studykit-{Guid.NewGuid():N}.safetensors");
        try
        {
            using TorchSharp.Modules.Linear layer = torch.nn.Linear(3, 2);
            Checkpoint.Save(layer, path, new Dictionary<string, string> { ["made"] = "by a test" });
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string SampleNotebook()
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Markdown, "text", "# Title\n\n$x^2$"));
        Cell code = Cell.Create(CellKind.Code, "code", "1 + 1", "parameters");
        code.SetOutputs([new StreamOutput("stdout", "2\n"), new ErrorOutput("E", "m", ["t"]), new DisplayOutput(
            new MimeBundle { { "text/html", "<b>2</b>" } }, [])]);
        notebook.Add(code);
        return notebook.ToJson();
    }

    private static byte[] GptVocabulary()
    {
        // All 256 bytes, as GPT-2 writes them (those that are no visible sign count on from 256), and one merge.
        static bool IsVisible(int b) => b is > 32 and < 127 or > 160 and not 173;
        int next = 256;
        IEnumerable<string> bytes = Enumerable.Range(0, 256)
            .Select(b => ((char)(IsVisible(b) ? b : next++)).ToString());
        Dictionary<string, int> encoder = bytes.Append("ab")
            .Distinct().Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id);
        return Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(encoder) + "\n#version: 0.2\na b\n");
    }

    private static byte[] Cifar(int images)
    {
        byte[] bytes = new byte[3073 * images];
        for (int i = 0; i < images; i++) bytes[3073 * i] = (byte)i;
        return bytes;
    }

    private static byte[] Tar(bool gzip)
    {
        MemoryStream bytes = new();
        using (Stream to = gzip ? new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true) : bytes)
        using (TarWriter tar = new(to, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "folder/a.txt")
            {
                DataStream = new MemoryStream("text"u8.ToArray()),
            });
        }

        return bytes.ToArray();
    }

    private static byte[] Zip()
    {
        MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (StreamWriter text = new(zip.CreateEntry("folder/a.txt").Open()))
        {
            text.Write("text");
        }

        return bytes.ToArray();
    }

    /// <summary>The lines of an input as spans.</summary>
    private ref struct Lines(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly Lines GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_rest.IsEmpty) return false;
            int end = _rest.IndexOf((byte)'\n');
            Current = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            return true;
        }
    }
}
