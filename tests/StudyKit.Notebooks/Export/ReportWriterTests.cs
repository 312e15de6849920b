using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_small_notebook_becomes_this_page()
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Markdown, "a", "# Small\n\n## One · 一\n\nText with `code` and $x_1$."));
        Cell code = Cell.Create(CellKind.Code, "b", "1 + 1");
        code.ExecutionCount = 1;
        code.SetOutputs([new ResultOutput(new MimeBundle { { "text/plain", "2" } }, [], 1)]);
        notebook.Add(code);
        notebook.Write(Path.Combine(_folder, "small.ipynb"));

        IDocument page = Read(ReportWriter.Write(Path.Combine(_folder, "small.ipynb")).Path);
        foreach (IElement part in page.QuerySelectorAll("style, script, svg.icons, meta[http-equiv]").ToArray())
        {
            part.Remove();
        }

        string version = typeof(ReportWriter).Assembly.GetName().Version!.ToString(3);
        Golden.Verify(page.DocumentElement.OuterHtml
            .Replace($"StudyKit {version}", "StudyKit {version}", StringComparison.Ordinal), "Export/small.html");
    }

    [Fact]
    public void Without_metadata_and_headings_the_files_name_is_the_title_and_is_escaped()
    {
        string path = Path.Combine(_folder, "a <b> & c.ipynb");
        Notebook.Create().Write(path);
        IDocument page = Read(ReportWriter.Write(path).Path);
        Assert.Equal("a <b> & c", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("a <b> & c · StudyKit", page.Title);
        Assert.Empty(page.QuerySelectorAll("h1 *"));
    }

    [Fact]
    public void A_broken_claims_file_is_told_and_the_report_is_written()
    {
        string path = SampleNotebook.Write(_folder);
        File.WriteAllText(Path.ChangeExtension(path, ".claims.json"), "{");
        WrittenReport report = ReportWriter.Write(path);
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("01-sample.claims.json is no JSON", StringComparison.Ordinal));
        Assert.Equal(3, Read(report.Path).QuerySelectorAll("table.claims tbody tr").Length);
    }

    [Theory]
    [InlineData(
        "Died", "The notebook's process ended in the middle. It was killed. What was done until then is below.")]
    [InlineData("Failed", "A cell failed, so the run ended there. It was killed. What was done until then is below.")]
    [InlineData("Succeeded", null)]
    public void A_run_that_did_not_finish_says_so_on_the_first_screen(string status, string? expected)
    {
        string path = SampleNotebook.Write(_folder);
        File.WriteAllText(
            Path.ChangeExtension(path, ".claims.json"),
            $$"""{"run":{"status":"{{status}}","message":"It was killed."},"claims":[]}""");
        Assert.Equal(
            expected, Read(ReportWriter.Write(path).Path).QuerySelector(".masthead .run-problem")?.TextContent.Trim());
    }

    [Fact]
    public void Several_claims_in_one_output_are_several_rows()
    {
        IElement cell = OneCell.Output(
            "application/vnd.studykit.claim+json",
            """[{"id":"a","statement":"A","verdict":"supported"},{"id":"b","statement":"B","verdict":"odd"}]""").Cell;
        Assert.Equal(
            ["Supported", "Undecided"],
            cell.QuerySelectorAll(".claim .verdict").Select(verdict => verdict.TextContent.Trim()));
    }

    [Fact]
    public void The_index_lists_every_paper_and_every_claim()
    {
        SampleNotebook.Write(_folder);
        Notebook.Create().Write(Path.Combine(_folder, "02-empty.ipynb"));
        IDocument page = Read(ReportWriter.WriteIndex(_folder)!.Path);
        Assert.Equal("Two papers, claim by claim", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["01-sample.html", "02-empty.html"],
            page.QuerySelectorAll(".papers h3 a").Select(link => link.GetAttribute("href")!));
        Assert.Equal(
            "01-sample.html#claim-transformer.mask.no-leak",
            page.QuerySelector("table.claims a")!.GetAttribute("href"));
        Assert.Equal(3, page.QuerySelectorAll("table.claims tbody tr").Length);
    }

    [Fact]
    public void A_folder_without_notebooks_has_no_index() => Assert.Null(ReportWriter.WriteIndex(_folder));

    [Fact]
    public void Reports_go_where_they_are_wanted()
    {
        string path = SampleNotebook.Write(_folder), elsewhere = Path.Combine(_folder, "reports", "today");
        Assert.Equal(Path.Combine(elsewhere, "01-sample.html"), ReportWriter.Write(path, elsewhere).Path);
        Assert.True(File.Exists(Path.Combine(elsewhere, "01-sample.html")));
    }

    [Fact]
    public void The_same_notebook_gives_the_same_bytes()
    {
        string path = SampleNotebook.Write(_folder);
        byte[] first = File.ReadAllBytes(ReportWriter.Write(path).Path);
        Assert.Equal(first, File.ReadAllBytes(ReportWriter.Write(path).Path));
    }

    private static IDocument Read(string path) => new HtmlParser().ParseDocument(File.ReadAllText(path));
}
