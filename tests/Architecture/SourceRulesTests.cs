using System.Text.RegularExpressions;
using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

/// <summary>Rules of the sources that a compiler does not hold.</summary>
public sealed partial class SourceRulesTests
{
    private static readonly string[] Library =
    [
        .. Directory.EnumerateFiles(SolutionFolder.File("lib"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The scripts of the VS Code extension and of the live page, without what npm brings.</summary>
    private static readonly string[] Scripts =
    [
        .. new[] { "lib/StudyKit.VSCode/src", "lib/StudyKit.VSCode/test", "lib/StudyKit.Live/Page/src" }
            .SelectMany(folder => Directory.EnumerateFiles(
                SolutionFolder.File(folder), "*.ts", SearchOption.AllDirectories)),
        .. new[]
            {
                "lib/StudyKit.VSCode", "tests/FrontEnds/VSCode", "tests/FrontEnds/VSCode/checks",
                "lib/StudyKit.Live/Page", "tests/FrontEnds/Live", "tests/FrontEnds/Live/checks",
            }
            .SelectMany(folder => Directory.EnumerateFiles(SolutionFolder.File(folder), "*.mjs")),
    ];

    private const int LongestLine = 120;
    private const int LongestCell = 40;
    private const int LongestCellLine = 100;

    /// <summary>Tests with inputs that are one long literal: texts of foreign files, and expected messages.</summary>
    private static readonly string[] LongLines =
    [
        "tests/Fuzz/FuzzTargets.cs",
        "tests/Fuzz/OutputSamples.cs",
        "tests/Kill/KillProofTests.cs",
        "tests/Leaks/LeakCommand.cs",
        "tests/StudyKit.Charts/Plotly/ImportTests.cs",
        "tests/StudyKit.Cli/BadInputTests.cs",
        "tests/StudyKit.Cli/DataCommandTests.cs",
        "tests/StudyKit.HoldTorchSharp/NotebookCellTests.cs",
        "tests/StudyKit.Notebooks/Documents/NotebookErrorsTests.cs",
        "tests/StudyKit.Notebooks/Documents/NotebookTests.cs",
        "tests/StudyKit.Notebooks/Execution/FormattingTests.cs",
        "tests/StudyKit.Notebooks/Execution/Session/CSharpSessionTests.cs",
        "tests/StudyKit.Notebooks/Export/HighlighterTests.cs",
        "tests/StudyKit.Notebooks/Export/HostileNotebookTests.cs",
        "tests/StudyKit.Notebooks/Export/SampleNotebook.cs",
        "tests/StudyKit.Notebooks/Export/TexTests.cs",
        "tests/StudyKit/Checkpoints/SafetensorsTests.cs",
        "tests/StudyKit/Data/Formats/TaskFormatTests.cs",
        "tests/StudyKit/Data/Sets/DataCatalogTests.cs",
        "tests/StudyKit/Models/Bert/BertModelTests.cs",
        "tests/StudyKit/Models/Gpt/GptModelTests.cs",
    ];

    [Fact]
    public void A_line_fits_on_the_screen_beside_another()
    {
        IEnumerable<string> files = Library
            .Concat(Directory.EnumerateFiles(SolutionFolder.File("tests"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !LongLines.Contains(Relative(file)) && !IsPackaged(file))
            .Concat(Scripts);
        NoneOf(
            files,
            file => File.ReadLines(file).Any(line => line.Length > LongestLine),
            $"has a line of more than {LongestLine} characters: break it as the lines around it are");
    }

    [Fact]
    public void A_file_fits_in_one_sitting() =>
        NoneOf(
            Library.Concat(Scripts), file => File.ReadAllLines(file).Length > 300,
            "has more than 300 lines: one idea a file");

    [Fact]
    public void Lock_files_of_npm_name_no_registry() =>
        NoneOf(
            [
                SolutionFolder.File("lib/StudyKit.VSCode/package-lock.json"),
                SolutionFolder.File("tests/FrontEnds/VSCode/package-lock.json"),
                SolutionFolder.File("lib/StudyKit.Live/Page/package-lock.json"),
                SolutionFolder.File("tests/FrontEnds/Live/package-lock.json"),
            ],
            file => File.ReadAllText(file).Contains("\"resolved\"", StringComparison.Ordinal),
            "says where a package was taken from: install with the .npmrc beside it");

    [Fact]
    public void Modules_are_called_and_not_forwarded() =>
        NoneOf(
            Library, file => Forward().IsMatch(Code(file)), "invokes forward: hooks and probes run through call only");

    [Fact]
    public void Gradient_modes_end_with_their_block() =>
        NoneOf(Library, file => OpenMode().IsMatch(Code(file)), "opens no_grad or inference_mode without using: " +
            "gradients would stay off");

    [Fact]
    public void Models_take_the_cross_entropy_that_looks_at_labels() =>
        NoneOf(
            Library.Where(file => Relative(file).StartsWith("lib/StudyKit/Models/", StringComparison.Ordinal)),
            file => Code(file).Contains("functional.cross_entropy", StringComparison.Ordinal),
            "calls functional.cross_entropy: use CrossEntropy, which names a label outside of the classes");

    [Fact]
    public void The_library_asks_no_clock_for_the_date_and_never_collects_garbage() =>
        NoneOf(Library, file => Banned().IsMatch(Code(file)), "uses DateTime.Now or GC.Collect");

    [Fact]
    public void Notebooks_are_committed_without_outputs() =>
        NoneOf(
            Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb"),
            file => File.ReadAllText(file).Contains("\"output_type\"", StringComparison.Ordinal),
            "carries outputs: clear them");

    /// <summary>
    /// A line of a cell fits the report's column, a cell the screen; what is longer is named and moved to the library.
    /// </summary>
    [Fact]
    public void Cells_are_at_most_40_lines_of_100_characters()
    {
        var broken =
            from path in Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb")
            from cell in Notebook.Read(path).Cells
            where cell.Kind == CellKind.Code
            let lines = cell.Source.Split('\n')
            where lines.Length > LongestCell || lines.Any(line => line.Length > LongestCellLine)
            select $"{Path.GetFileName(path)}, cell {cell.Id}: {lines.Length} lines of up to " +
                $"{lines.Max(l => l.Length)}";
        Assert.Empty(broken);
    }

    /// <summary>
    /// A cell knows its claim before the report has corrected all of a notebook for their number: words that follow a
    /// verdict are for <c>Explain.By</c>, which the report asks again.
    /// </summary>
    [Fact]
    public void No_cell_reads_a_verdict_that_the_report_may_take_back() => NoneOf(
        Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb"),
        file => Notebook.Read(file).Cells.Any(cell => cell.Kind == CellKind.Code
            && cell.Source.Contains(".Verdict", StringComparison.Ordinal)),
        "reads a claim's verdict in a cell: let Explain.By choose the words");

    private static void NoneOf(IEnumerable<string> files, Func<string, bool> breaks, string why)
    {
        string[] broken =
        [
            .. files.Where(breaks).Select(file => $"{Path.GetRelativePath(SolutionFolder.Path, file)} {why}."),
        ];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    /// <summary>What npm has installed beside the checks of front ends.</summary>
    private static bool IsPackaged(string file) => Relative(file).Contains("/node_modules/", StringComparison.Ordinal);

    private static string Relative(string file) =>
        Path.GetRelativePath(SolutionFolder.Path, file).Replace(Path.DirectorySeparatorChar, '/');

    private static string Code(string file) =>
        string.Join(
            '\n', File.ReadAllLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"[\])A-Za-z_]\.forward\(")]
    private static partial Regex Forward();

    [GeneratedRegex(@"^(?!.*\busing\b).*\b(no_grad|inference_mode)\(\)\s*;", RegexOptions.Multiline)]
    private static partial Regex OpenMode();

    [GeneratedRegex(@"DateTime\.Now|DateTimeOffset\.Now|GC\.Collect")]
    private static partial Regex Banned();
}
