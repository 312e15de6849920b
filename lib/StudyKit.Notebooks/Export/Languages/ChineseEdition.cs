using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Languages;

/// <summary>
/// The Chinese edition of one notebook, from <c>notebooks/zh</c>: the text of its Markdown cells
/// (<c>name.md</c>) and the phrases of its outputs (<c>name.json</c>). Each text names the hash of the English that it
/// was made from; where the English has changed since, the English stands alone.
/// </summary>
internal sealed partial class ChineseEdition
{
    /// <summary>The language's name as HTML writes it.</summary>
    public const string Language = "zh-Hans";

    private const string Folder = "zh/";

    private static readonly ConcurrentDictionary<string, ChineseEdition?> s_editions = new(StringComparer.Ordinal);

    private static readonly Lazy<PhraseBook> s_shared =
        new(() => PhraseBook.Parse(Read("library.json") ?? "{}", "library.json"));

    private readonly Dictionary<string, (string Hash, string Text)> _cells;
    private readonly PhraseBook _phrases;
    private readonly List<ChineseEdition> _others = [];

    private ChineseEdition(Dictionary<string, (string Hash, string Text)> cells, PhraseBook phrases) =>
        (_cells, _phrases) = (cells, phrases);

    /// <summary>The phrases that all notebooks share: the page's own, and the library's.</summary>
    public static PhraseBook Shared => s_shared.Value;

    /// <summary>The notebooks that have a Chinese edition.</summary>
    public static IEnumerable<string> Names => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && Path.GetExtension(name) == ".md")
        .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..])).Order(StringComparer.Ordinal);

    /// <summary>One edition for a page about several notebooks.</summary>
    /// <param name="editions">Theirs.</param>
    public static ChineseEdition Of(IEnumerable<ChineseEdition> editions)
    {
        ChineseEdition all = Parse("", "{}", "index");
        all._others.AddRange(editions);
        return all;
    }

    /// <summary>The cells that the file has a text for, with the hash of its English.</summary>
    public IEnumerable<(string Id, string Hash)> Cells => _cells.Select(one => (one.Key, one.Value.Hash));

    /// <summary>The phrases of the outputs.</summary>
    public PhraseBook Phrases => _phrases;

    /// <summary>The edition of a notebook, by the first part of its file's name; null when there is none.</summary>
    /// <param name="path">The notebook, <c>01-transformer.ipynb</c> or <c>01-transformer.study.ipynb</c>.</param>
    public static ChineseEdition? Of(string path) => s_editions.GetOrAdd(
        Path.GetFileName(path).Split('.')[0],
        name => Read(name + ".md") is { } text ? Parse(text, Read(name + ".json") ?? "{}", name) : null);

    /// <param name="markdown">
    /// Texts of Markdown cells, each after a line <c>&lt;!-- cell ID english HASH --&gt;</c>.
    /// </param>
    /// <param name="phrases">The phrases of outputs.</param>
    /// <param name="name">The notebook's name, for errors.</param>
    public static ChineseEdition Parse(string markdown, string phrases, string name)
    {
        string text = markdown.ReplaceLineEndings("\n");
        MatchCollection marks = Mark().Matches(text);
        Dictionary<string, (string Hash, string Text)> cells = new(StringComparer.Ordinal);
        for (int i = 0; i < marks.Count; i++)
        {
            int from = marks[i].Index + marks[i].Length, to = i + 1 < marks.Count ? marks[i + 1].Index : text.Length;
            cells[marks[i].Groups["id"].Value] = (marks[i].Groups["hash"].Value, text[from..to].Trim('\n'));
        }

        return new ChineseEdition(cells, PhraseBook.Parse(phrases, name + ".json"));
    }

    /// <summary>By which a translation knows the English that it was made from: 12 hexadecimal digits.</summary>
    public static string Hash(string english) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(english)))[..12];

    /// <summary>The Chinese text of a Markdown cell; null when there is none, or the English has changed.</summary>
    public string? Text(Cell cell) =>
        _cells.TryGetValue(cell.Id, out (string Hash, string Text) found) && found.Hash == Hash(cell.Source)
            ? found.Text : null;

    /// <summary>The first heading is the page's title, wherever the page names the paper.</summary>
    /// <param name="notebook">The notebook.</param>
    public void TakeTitle(Notebook notebook)
    {
        foreach (Cell cell in notebook.Cells)
        {
            Match english = Title().Match(cell.Source), chinese = Title().Match(Text(cell) ?? "");
            if (cell.Kind != CellKind.Markdown || !english.Success) continue;
            // The Chinese heading has the English name behind it.
            string name = chinese.Groups[1].Value.Split(" · ")[0].Trim();
            if (chinese.Success) lock (_phrases) _phrases.Add(english.Groups[1].Value.Trim(), name);
            return;
        }
    }

    /// <summary>The Chinese for a text of the page; null when there is none.</summary>
    /// <param name="cell">The cell it stands in; null outside of cells.</param>
    /// <param name="text">The English.</param>
    public string? Find(string? cell, string text) =>
        Whole(cell, text) ?? Parts(cell, text, " · ") ?? Parts(cell, text, "; ")
        ?? Parts(cell, text, ", ") ?? Parts(cell, text, ": ") ?? Parts(cell, text, " \\ ");

    private string? Whole(string? cell, string text) =>
        _phrases.Find(cell, text, words => Shared.Find(null, words)) ?? Shared.Find(cell, text)
            ?? _others.Select(one => one._phrases.Find(null, text)).FirstOrDefault(found => found is not null);

    /// <summary>A list of short phrases, such as the heads of a table, by its parts.</summary>
    private string? Parts(string? cell, string text, string separator)
    {
        string[] parts = text.Trim().Split(separator);
        if (parts.Length < 2 || text.Length > 120) return null;
        string?[] found = [.. parts.Select(part => Phrase.HasWords(part) ? Find(cell, part) : part)];
        string joint = separator switch { "; " => "；", ", " => "，", ": " => "：", _ => separator };
        return found.Contains(null) ? null : string.Join(joint, found);
    }

    private static string? Read(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name);
        if (stream is null) return null;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^# +(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"^<!-- cell (?<id>\S+) english (?<hash>[0-9a-f]{12}) -->\n", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
