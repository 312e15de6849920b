using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Chinese;

/// <summary>
/// What an executed notebook shows a reader and the Chinese edition does not have: the phrases of its outputs, cell by
/// cell, with the hash of the code that they come from, in the form in which <c>notebooks/zh</c> keeps them.
/// </summary>
internal static partial class MissingChinese
{
    private static readonly ConcurrentDictionary<string, string> s_sources = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> s_cells = new(StringComparer.Ordinal);

    /// <summary>The missing texts of a notebook's page: the cell, where it stood, the phrase.</summary>
    /// <param name="path">The executed notebook, with its <c>claims.json</c> beside it.</param>
    /// <param name="elsewhere">Whether texts for other verdicts than this run's count.</param>
    public static IReadOnlyList<(string? Cell, string Slot, string Phrase)> Of(string path, bool elsewhere = false)
    {
        Report report = Report.Of(Notebook.Read(path), path, new PageContext { IsTrusted = true });
        report.ToHtml();
        PageTranslation translation = report.Translation
            ?? throw new InvalidOperationException($"{path} has no Chinese edition: its name is none of notebooks/zh.");
        return
        [
            .. translation.Missing.Concat(elsewhere ? translation.MissingElsewhere : [])
                .Where(one => !IsData(one.Slot, one.Text, path))
                .Select(one => (one.Cell, one.Slot, Phrase.Of(one.Text).Pattern)).Distinct(),
        ];
    }

    /// <summary>
    /// Words of the data, such as tokens along a map of attention, need no translation: they stand in no source.
    /// </summary>
    private static bool IsData(string slot, string text, string path) =>
        slot is "picture" or "th" or "td" or "li" && (IsToken(text, path) || IsUnwritten(text, path));

    /// <summary>A single word is a label where a cell writes just that word; else it is one of a sentence.</summary>
    private static bool IsToken(string text, string path) =>
        Token().IsMatch(text) && !Cells(path).Contains($"\"{text}\"", StringComparison.Ordinal);

    private static bool IsUnwritten(string text, string path) =>
        Fragments().Split(Phrase.Of(text).Pattern)
            .Any(part => Phrase.HasWords(part) && !Sources(path).Contains(part.Trim(), StringComparison.Ordinal));

    private static string Sources(string path) => s_sources.GetOrAdd(Path.GetFileName(path).Split('.')[0], _ =>
        string.Join('\n', [
            Cells(path),
            .. Directory.EnumerateFiles(SolutionFolder.File("lib"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText),
        ]));

    private static string Cells(string path) => s_cells.GetOrAdd(Path.GetFileName(path).Split('.')[0], name =>
        string.Join('\n', Notebook.Read(SolutionFolder.File(Path.Combine("notebooks", $"{name}.ipynb"))).Cells
            .Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source)));

    [GeneratedRegex(@"^\s*[A-Za-z]+\s*$")]
    private static partial Regex Token();

    [GeneratedRegex(@"\{\d+\}|[,:·…] ?|…")]
    private static partial Regex Fragments();

    /// <summary>
    /// Prints them as JSON, to be translated: phrases of cells, and those outside of cells under "page".
    /// </summary>
    /// <param name="files">Executed notebooks.</param>
    public static int Run(IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            Notebook notebook = Notebook.Read(file);
            JsonObject cells = [];
            var missing = Of(file, elsewhere: true).Where(one => one.Slot != "markdown");
            foreach (var one in missing.GroupBy(one => one.Cell ?? "page"))
            {
                JsonObject phrases = [];
                foreach ((_, string slot, string phrase) in one) phrases.TryAdd(phrase, $"({slot})");
                string code = notebook.Cells.FirstOrDefault(cell => cell.Id == one.Key)?.Source ?? "";
                cells[one.Key] = new JsonObject { ["english"] = ChineseEdition.Hash(code), ["phrases"] = phrases };
            }

            Console.WriteLine(RecordJson.Write(cells));
        }

        return 0;
    }
}
