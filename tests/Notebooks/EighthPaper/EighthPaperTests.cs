using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.EighthPaper;

/// <summary>
/// An eighth paper needs a folder of models, a notebook and a row in the README's table, as CONTRIBUTING says: here one
/// is added in a temporary folder by that walk, run, and found in the index.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class EighthPaperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-eighth-").FullName;

    [Fact]
    public async Task A_folder_of_models_and_a_notebook_are_enough_to_be_run_and_found()
    {
        // 1. The folder of models.
        string models = Directory.CreateDirectory(Path.Combine(_folder, "lib/StudyKit/Models/Perceptron")).FullName;
        File.WriteAllText(Path.Combine(models, "PerceptronModel.cs"), MadeUpPaper.Model);
        LibraryFolder.Compile(models, Path.Combine(_folder, "Perceptron.dll"));

        // 2. The notebook.
        string notebooks = Directory.CreateDirectory(Path.Combine(_folder, "notebooks")).FullName;
        string notebook = Path.Combine(notebooks, MadeUpPaper.Name + ".ipynb");
        MadeUpPaper.Notebook("../Perceptron.dll").Write(notebook);

        // It runs like the other seven, and stands behind them in the index of the reports.
        string reports = Directory.CreateDirectory(Path.Combine(_folder, "reports")).FullName;
        foreach (string name in QuickRuns.Names)
        {
            File.Copy(
                SolutionFolder.File("notebooks", name + ".ipynb"), Path.Combine(reports, name + ".ipynb"));
        }

        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", notebook, "--output", reports);
        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Errors}");
        Assert.DoesNotContain("warning:", run.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(reports, MadeUpPaper.Name + ".html")));

        IDocument index = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(reports, "index.html")));
        Assert.StartsWith("Eight papers", index.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        IElement last = index.QuerySelectorAll(".papers h3 a")[^1];
        Assert.Equal(MadeUpPaper.Title, last.TextContent);
        Assert.Equal(MadeUpPaper.Name + ".html", last.GetAttribute("href"));
        IElement[] rows = [.. index.QuerySelectorAll($".overview [data-notebook='{MadeUpPaper.Name}']")];
        Assert.Equal(
            ["paper, central", "paper"], rows.Select(row => row.GetAttribute("data-whose")));
        Assert.All(rows, row => Assert.Equal("supported", row.GetAttribute("data-verdict")));
        Assert.Contains(
            index.QuerySelectorAll("#term-linear-layer + dd .uses a"),
            link => link.GetAttribute("href") == $"{MadeUpPaper.Name}.html#cell-title");
    }

    [Fact]
    public void The_walk_stands_in_CONTRIBUTING()
    {
        string text = File.ReadAllText(SolutionFolder.File("CONTRIBUTING.md"));
        int from = text.IndexOf("## An eighth paper", StringComparison.Ordinal);
        Assert.True(from > 0);
        string walk = text[from..text.IndexOf("\n## ", from + 3, StringComparison.Ordinal)];
        foreach (string step in new[] { "lib/StudyKit/Models/", "notebooks/08-name.ipynb", "README.md" })
        {
            Assert.Contains(step, walk, StringComparison.Ordinal);
        }
    }

    /// <summary>3. The row, in each language's README.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh.md")]
    public void Every_notebook_has_its_row(string readme)
    {
        string text = File.ReadAllText(SolutionFolder.File(readme));
        Assert.All(QuickRuns.Names, name =>
            Assert.Contains($"| [{name}](notebooks/{name}.ipynb) |", text, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
