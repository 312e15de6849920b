namespace StudyKit.Data.Sets;

/// <summary>
/// Which data sets each notebook reads at study scale: what <c>studykit doctor</c> and <c>data list</c> look for, and
/// what a
/// notebook asks for in its first minute.
/// </summary>
public static class NotebookData
{
    private const string Glue = "gluebenchmark.com/tasks";

    /// <summary>All sets that some notebook reads.</summary>
    public static IReadOnlyList<DataNeed> Sets { get; } =
    [
        new("multi30k", [.. from split in new[] { "train", "val", "test_2016_flickr" } from language in new[] { "de",
            "en" } select One($"multi30k/{split}.{language}.gz")]),
        new("cifar10", [.. CifarFiles()]),
        new("wikitext-2", [Wiki("valid"), Wiki("test")]),
        new("tinyshakespeare", [One("tinyshakespeare/input.txt")], Optional: true),
        new("SST-2", [One("glue/SST-2/train.tsv"), One("glue/SST-2/dev.tsv")], Glue),
        new("CoLA", [One("glue/CoLA/in_domain_train.tsv"), One("glue/CoLA/in_domain_dev.tsv")],
            "nyu-mll.github.io/CoLA"),
        new("MRPC", [One("glue/MRPC/msr_paraphrase_train.txt"), One("glue/MRPC/msr_paraphrase_test.txt")],
            "microsoft.com/download, id 52398"),
        new("RTE", [One("glue/RTE/train.tsv"), One("glue/RTE/dev.tsv")], Glue),
        new("COPA", [One("copa/copa-dev.xml"), One("copa/copa-test.xml")], "people.ict.usc.edu/~gordon/copa.html"),
        new("XQuAD", [One("xquad/xquad.en.json")], "github.com/google-deepmind/xquad"),
        new("weibo-raw", [One("weibo-raw/tang.jsonl"), One("weibo-raw/test1.jsonl")],
            "raw Weibo dialogues, one JSON array of texts a line"),
        new("CDial-GPT", [One("cdial-gpt/toy_train.txt"), One("cdial-gpt/toy_data.json")],
            "github.com/thu-coai/CDial-GPT"),
        new("KdConv", [One("kdconv/film/dev.json"), One("kdconv/film/test.json")], "github.com/thu-coai/KdConv"),
        Published("BERT-base, weights", ["models/bert-base-uncased/model.safetensors"],
            ["models/bert-base-uncased/vocab.txt", "vocab/bert-base-uncased/vocab.txt"]),
        Published("GPT, weights", ["models/openai-gpt/model.safetensors"],
            ["models/openai-gpt/vocab.json", "models/openai-gpt/encoder.json"],
            ["models/openai-gpt/merges.txt", "models/openai-gpt/vocab.bpe"]),
        Published("GPT-2, vocabulary", ["vocab/gpt2/encoder.json"], ["vocab/gpt2/vocab.bpe"]),
        Published("CDial-GPT, weights", ["models/CDial-GPT_LCCC-base/model.safetensors"],
            ["models/CDial-GPT_LCCC-base/vocab.txt"]),
    ];

    /// <summary>The notebooks, by the number that their names begin with, and the sets that each reads at study
    /// scale.</summary>
    public static IReadOnlyList<(string Notebook, IReadOnlyList<string> Sets)> Notebooks { get; } =
    [
        ("01", ["multi30k"]),
        ("02", ["wikitext-2", "SST-2", "CoLA", "MRPC", "RTE", "COPA", "XQuAD", "BERT-base, weights"]),
        ("03", ["cifar10"]),
        ("04", ["wikitext-2", "SST-2", "CoLA", "MRPC", "RTE", "COPA", "GPT, weights"]),
        ("05", ["GPT-2, vocabulary"]),
        ("06", []),
        ("07", ["weibo-raw", "CDial-GPT", "KdConv", "CDial-GPT, weights"]),
    ];

    /// <summary>The sets that a notebook reads at study scale.</summary>
    /// <param name="notebook">Its number, such as "02", or its file's name.</param>
    /// <exception cref="ArgumentException">No notebook has the number.</exception>
    public static IReadOnlyList<DataNeed> Of(string notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        foreach ((string number, IReadOnlyList<string> sets) in Notebooks)
        {
            if (Path.GetFileName(notebook).StartsWith(number, StringComparison.Ordinal)) return [.. sets.Select(name =>
                Sets.Single(set => set.Name == name))];
        }

        throw new ArgumentException(
            $"A notebook is one of {string.Join(", ", Notebooks.Select(one => one.Notebook))}. Received '{notebook}'.",
            nameof(notebook));
    }

    /// <summary>The sets that a notebook cannot do without and that are not there.</summary>
    /// <param name="notebook">Its number, such as "02".</param>
    /// <param name="root">Where to look.</param>
    public static IReadOnlyList<DataNeed> Missing(string notebook, DataRoot root) =>
        [.. Of(notebook).Where(set => !set.Optional && set.Missing(root).Count > 0)];

    /// <summary>Throws when a set is missing that a notebook reads at study scale; names all of them, and how each is
    /// got.</summary>
    /// <param name="notebook">Its number, such as "02".</param>
    /// <param name="root">Where to look.</param>
    /// <exception cref="FileNotFoundException">Something is missing.</exception>
    public static void Require(string notebook, DataRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        IReadOnlyList<DataNeed> missing = Missing(notebook, root);
        if (missing.Count == 0) return;
        IEnumerable<string> lines = missing.Select(set => $"- {set.Name} ({string.Join(", ", set.Missing(root))}): " +
            $"{set.Advice}");
        throw new FileNotFoundException(
            $"Notebook {notebook} needs {missing.Count} data {(missing.Count == 1 ? "set" : "sets")} at this scale " +
                "that no data folder has (looked in " +
                $"{string.Join(", ", root.Folders)}):\n{string.Join("\n", lines)}\n" +
            $"Get them, or name a folder that has them with --data or {DataRoot.Variable}. notebooks/README.md, " +
                $"under \"Data\", tells the licences. Quick scale needs none.");
    }

    private static string[] One(string file) => [file];

    private static string[] Wiki(string part) =>
        [$"wikitext-2/raw/{part}.txt", $"wikitext-2/raw-v1/wikitext-2-raw/wiki.{part}.raw",
            $"wikitext-2-raw/wiki.{part}.raw"];

    private static IEnumerable<string[]> CifarFiles()
    {
        string[] parts = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin"), "test_batch.bin"];
        return parts.Select(part =>
            new[] { $"cifar10/cifar-10-binary/cifar-10-batches-bin/{part}", "cifar10/cifar-10-images.tar.gz" });
    }

    private static DataNeed Published(string name, params string[][] files) =>
        new(name, files, "their authors' pages, as published", Optional: true);
}
