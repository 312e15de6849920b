using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Elements.Figures;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>A page carries the smaller plotly.js where that draws all of its charts.</summary>
public sealed class PlotlyScriptTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public void The_smaller_is_under_half_of_the_whole() =>
        Assert.InRange(PlotlyScript.Plane.Packed.Length, 100_000, PlotlyScript.Whole.Packed.Length / 2);

    [Theory]
    [InlineData("""{"data": [{"type": "scatter"}, {"x": [1]}, {"type": "heatmap"}]}""", true)]
    [InlineData("""{"data": [{"type": "bar"}, {"type": "scatter3d"}]}""", false)]
    [InlineData("""{"data": [{"type": "choropleth"}]}""", false)]
    [InlineData("not JSON", false)]
    [InlineData("""{"data": [{"type": "bar", "type": "scatter3d"}]}""", false)]
    [InlineData("""[1]""", true)]
    [InlineData("""{"data": [[1], 2, null, {"type": [3]}]}""", true)]
    public void A_chart_that_it_cannot_draw_brings_the_whole(string figure, bool isPlane)
    {
        PageContext page = new();
        page.AddData("figure", """{"data": [{"type": "bar"}]}""");
        page.AddData("figure", figure);
        Assert.Same(isPlane ? PlotlyScript.Plane : PlotlyScript.Whole, PlotlyScript.For(page));
    }

    [Fact]
    public void Any_chart_may_come_to_a_live_page() =>
        Assert.Same(PlotlyScript.Whole, PlotlyScript.For(new PageContext { Life = new PageLife("", "", "") }));

    [ChromiumTheory]
    [InlineData("scatter", 800_000)]
    [InlineData("scatterpolar", 1_700_000)]
    public async Task Either_draws_under_the_content_policy(string type, int most)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-plotly-").FullName;
        try
        {
            string path = Path.Combine(folder, "one.ipynb");
            Notebook notebook = Notebook.Create();
            Cell cell = Cell.Create(CellKind.Code, "chart", "Chart()");
            JsonNode chart = JsonNode.Parse($$"""{"data": [{"type": "{{type}}", "x": [1, 2], "y": [2, 1]}]}""")!;
            cell.SetOutputs([new DisplayOutput(new MimeBundle { { "application/vnd.plotly.v1+json", chart } }, [])]);
            notebook.Add(cell);
            notebook.Write(path);
            string report = ReportWriter.Write(path).Path;
            Assert.InRange(Encoding.UTF8.GetByteCount(File.ReadAllText(report)), 100_000, most);
            await using BrowserPage page = await chromium.NewPageAsync();
            await page.OpenFileAsync(report);
            await page.UntilAsync("document.querySelector('[data-figure]').dataset.live === 'true'");
            Assert.Empty(page.Errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
