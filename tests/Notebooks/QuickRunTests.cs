using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Notebooks.Chinese;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks;

/// <summary>
/// Every notebook of the kit, run at quick scale as a reader runs it, and its report opened as a reader opens it.
/// </summary>
/// <remarks>They train in processes of their own with one thread each, so other tests may run beside them.</remarks>
[TestCaseOrderer(typeof(AsTheyEnd))]
public sealed class QuickRunTests(Chromium chromium, QuickRuns runs) : IClassFixture<Chromium>, IClassFixture<QuickRuns>
{
    private const int LargestReport = 6 << 20;

    /// <summary>Every notebook that there is; its golden of claims has its name.</summary>
    public static TheoryData<string> All => [.. QuickRuns.Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_runs_decides_its_claims_and_makes_a_report(string notebook)
    {
        (StudyKitProcess run, string output) = await runs.Of(notebook);
        Assert.True(run.ExitCode == 0, $"{notebook} did not run through:\n{run.Output}\n{run.Errors}");
        // a formula that was not understood, a picture that is missing
        Assert.DoesNotContain("warning:", run.Errors, StringComparison.Ordinal);

        Notebook executed = Notebook.Read(Path.Combine(output, $"{notebook}.ipynb"));
        Assert.DoesNotContain(executed.Cells, cell => cell.Outputs.OfType<ErrorOutput>().Any());
        Assert.Empty(executed.Cells.Where(cell => cell.Tags.Contains("figure") && !ShowsFigure(cell))
            .Select(cell => cell.Id));
        JsonArray claims =
            JsonNode.Parse(File.ReadAllText(Path.Combine(output, $"{notebook}.claims.json")))!["claims"]!.AsArray();
        Golden.Verify(string.Join('\n', claims.Select(claim => Line(claim!))), $"Notebooks/{notebook}.txt");
        Assert.Empty(MissingChinese.Of(Path.Combine(output, $"{notebook}.ipynb")));

        string report = Path.Combine(output, $"{notebook}.html");
        Assert.Equal(report, run.Output.TrimEnd().Split('\n')[^1]);
        Assert.InRange(new FileInfo(report).Length, 100_000, LargestReport);
    }

    [ChromiumTheory]
    [MemberData(nameof(All))]
    public async Task Its_report_opens_without_a_network_fits_a_phone_and_can_be_read_by_all(string notebook)
    {
        string report = Path.Combine((await runs.Of(notebook)).Output, $"{notebook}.html");
        await using BrowserPage page = await chromium.NewPageAsync(width: 360);
        await page.OpenFileAsync(report);
        await page.EvaluateAsync("document.querySelector('[data-figure]').scrollIntoView({ behavior: 'instant' })");
        await page.UntilAsync("document.querySelector('[data-figure]').dataset.live !== undefined");
        Assert.Equal(
            [new Uri(report).AbsoluteUri],
            page.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)
                && !request.StartsWith("blob:", StringComparison.Ordinal)));
        Assert.Empty(page.Errors);
        Assert.Equal(360, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        Assert.Empty(await Axe.FindingsAsync(page));
        await page.SetMediaAsync(dark: true);
        Assert.Empty(await Axe.ColourFindingsAsync(page));
    }

    private static bool ShowsFigure(Cell cell) => cell.Outputs.OfType<DataOutput>()
        .Any(output => output.Data.Text("text/html")?.Contains("<svg", StringComparison.Ordinal) == true);

    /// <summary>
    /// What a training decides may differ from machine to machine; what is exact or only counted may not.
    /// </summary>
    private static string Line(JsonNode claim)
    {
        string verdict = (string)claim["verdict"]!;
        Assert.Contains(verdict, new[] { "supported", "not supported", "undecided" });
        if ((int)claim["seeds"]! > 1) verdict = "as trained";
        if (TimedClaims.Has((string)claim["id"]!)) verdict = "as timed";
        return $"{claim["id"]} | {claim["source"]} | {verdict}";
    }
}
