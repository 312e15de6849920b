using System.Text.RegularExpressions;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Chinese;

/// <summary>
/// The Chinese edition is whole and of today: for every English text there is one made from just that text.
/// </summary>
public sealed partial class ChineseEditionTests
{
    public static TheoryData<string> Names => [.. QuickRuns.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_of_a_notebook_is_missing_or_stale(string name)
    {
        Cell[] cells = [.. Notebook(name).Cells.Where(cell => cell.Kind == CellKind.Markdown)];
        ChineseEdition edition = ChineseEdition.Of(name)!;
        Assert.Equal(
            cells.Select(cell => (cell.Id, ChineseEdition.Hash(cell.Source))), edition.Cells);
    }

    // The same formulas, links, code, headings and answers: a reader of one language misses nothing of the other.
    [Theory]
    [MemberData(nameof(Names))]
    public void Both_languages_have_the_same_parts(string name)
    {
        ChineseEdition edition = ChineseEdition.Of(name)!;
        foreach (Cell cell in Notebook(name).Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            string chinese = edition.Text(cell)!;
            Assert.Equal(Parts(cell.Source), Parts(chinese));
            Assert.Equal(Code(cell.Source), Code(chinese));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_phrase_of_an_output_is_of_yesterday(string name)
    {
        PhraseBook phrases = ChineseEdition.Of(name)!.Phrases;
        Dictionary<string, string> code = Notebook(name).Cells.Where(cell => cell.Kind == CellKind.Code)
            .ToDictionary(cell => cell.Id, cell => ChineseEdition.Hash(cell.Source));
        Assert.Empty(phrases.MadeFrom.Where(one => one.Key != "page" && code.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => one.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_phrase_keeps_the_places_of_its_numbers(string name) =>
        Assert.Empty(WrongPlaces(ChineseEdition.Of(name)!.Phrases));

    [Fact]
    public void So_do_the_phrases_that_all_notebooks_share() => Assert.Empty(WrongPlaces(ChineseEdition.Shared));

    private static IEnumerable<string> WrongPlaces(PhraseBook book) => book.Phrases
        .Where(one => Places().Matches(one.Value).Select(place => place.Value)
            .Except(Places().Matches(one.Key).Select(place => place.Value)).Any())
        .Select(one => one.Key);

    private static Notebook Notebook(string name) =>
        StudyKit.Notebooks.Documents.Notebook.Read(SolutionFolder.File("notebooks", $"{name}.ipynb"));

    private static string[] Parts(string markdown) =>
    [
        .. Marks().Matches(Fences().Replace(markdown, "")).Select(mark => mark.Value).Order(StringComparer.Ordinal),
    ];

    /// <summary>The lines of code, whose comments may be in either language.</summary>
    private static string[] Code(string markdown) =>
    [
        .. Fences().Matches(markdown).SelectMany(fence => fence.Value.Split('\n'))
            .Select(line => Comment().Replace(line, "").TrimEnd()).Where(line => line.Length > 0),
    ];

    [GeneratedRegex(@"\{[0-9a-z]\d?\}")]
    private static partial Regex Places();

    [GeneratedRegex(
        @"\$\$|\\tag\{[^}]*\}|\\eqref\{[^}]*\}|\]\([^)\n]+\)|</?(?:details|summary)\b|^\#+ |!\[",
        RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\s*//.*")]
    private static partial Regex Comment();
}
