using System.Text.RegularExpressions;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Language;
using StudyKit.Notebooks.Execution.Session;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks;

/// <summary>
/// The solutions that stand folded under the exercises compile at the end of their notebook, with every name that its
/// cells bring. They are not run here: several train for minutes.
/// </summary>
public sealed partial class ExerciseSolutionTests
{
    public static TheoryData<string> All => [.. QuickRuns.Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_compiles_after_the_cells_of_its_notebook(string name)
    {
        string path = SolutionFolder.File(Path.Combine("notebooks", $"{name}.ipynb"));
        Notebook notebook = Notebook.Read(path);
        CellRequest[] cells = [.. notebook.Cells.Where(cell => cell.Kind == CellKind.Code)
            .Select(cell => new CellRequest(cell.Source, cell.Id, Id: cell.Id))];
        (string Id, string Code)[] solutions = [.. notebook.Cells.Where(cell => cell.HasTag("exercise"))
            .SelectMany(cell => CSharp().Matches(cell.Source).Select(block => (cell.Id, block.Groups[1].Value)))];
        Assert.InRange(solutions.Length, 3, 99);

        using CSharpSession session = new(Path.GetDirectoryName(path)!, _ => { });
        using SessionLanguage language = new(session);
        // The compiler is really asked: a name that no cell brings is found.
        Assert.Contains(
            await language.DiagnoseAsync(new CodePlace("NoCellBringsThis(1)", 0) { Above = cells }),
            one => one.Code == "CS0103");
        List<string> faults = [];
        foreach ((string id, string code) in solutions)
        {
            IReadOnlyList<CellDiagnostic> said = await language.DiagnoseAsync(new CodePlace(code, 0) { Above = cells });
            faults.AddRange(said.Where(one => one.Severity == "error").Select(one =>
                $"{id}, line {code[..one.Start].Count(c => c == '\n') + 1}: {one.Code} {one.Message}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
