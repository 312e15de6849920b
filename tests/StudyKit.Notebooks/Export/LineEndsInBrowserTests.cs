using System.Text.Json.Nodes;
using StudyKit.Charts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The names at the ends of lines in a real browser.</summary>
public sealed class LineEndsInBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Chart = "document.querySelector('.figure-live')";

    private const string Names = $"[...{Chart}.querySelectorAll('.annotation')].map(name => name.textContent)";

    private const string HasLegend = $"!!{Chart}.querySelector('.legend .traces')";

    [ChromiumTheory]
    [InlineData(1280, false)]
    [InlineData(700, true)]
    public async Task They_are_there_apart_in_two_colours_and_go_with_their_line(int width, bool dark)
    {
        await using BrowserPage page = await OpenAsync(width, dark);
        Assert.Equal(["first", "fourth", "second", "third"], await NamesAsync(page));
        Assert.False(await page.IsTrueAsync(HasLegend));
        JsonArray boxes = (await page.EvaluateAsync($"[...{Chart}.querySelectorAll('.annotation text')].map(text => " +
            "text.getBoundingClientRect()).map(box => [box.top, box.bottom, box.left, box.right])" +
            ".sort((a, b) => a[0] - b[0])"))!.AsArray();
        for (int i = 1; i < boxes.Count; i++)
        {
            Assert.True((double)boxes[i]![0]! >= (double)boxes[i - 1]![1]! - 0.5, boxes.ToJsonString());
        }

        double right = (double)(await page.EvaluateAsync($"{Chart}.getBoundingClientRect().right"))!;
        double edge = (double)(await page.EvaluateAsync(
            $"{Chart}.querySelector('.nsewdrag').getBoundingClientRect().right"))!;
        Assert.All(boxes, box => Assert.InRange((double)box![2]!, edge + 8, right));
        Assert.All(boxes, box => Assert.InRange((double)box![3]!, edge + 8, right));
        Assert.Equal(4, (int)(await page.EvaluateAsync($"new Set([...{Chart}.querySelectorAll('.annotation text')]" +
            ".map(text => getComputedStyle(text).fill)).size"))!);

        // A key on a name takes line and name away; the legend comes, with the line's entry in focus to bring it back.
        await page.EvaluateAsync($"[...{Chart}.querySelectorAll('.annotation')].find(name => " +
            "name.textContent === 'third').focus()");
        await page.PressAsync("Enter");
        await page.UntilAsync($"!{Names}.includes('third') && {HasLegend}");
        Assert.Equal(["first", "fourth", "second"], await NamesAsync(page));
        Assert.True(await page.IsTrueAsync($"{Chart}._fullData.filter(one => one.name === 'third').every(one => " +
            "one.visible === 'legendonly')"));
        Assert.Equal(
            "Show third", (string?)await page.EvaluateAsync("document.activeElement.getAttribute('aria-label')"));
        await page.PressAsync("Enter");
        await page.UntilAsync($"{Names}.includes('third') && !{HasLegend}");
        Assert.Empty(page.Errors);
        Assert.Empty(await Axe.FindingsAsync(page));
    }

    [ChromiumFact]
    public async Task In_another_view_the_legend_does_their_work_and_a_click_on_it_takes_the_name_along()
    {
        await using BrowserPage page = await OpenAsync(1280, dark: false);
        await page.EvaluateAsync($"{Chart}.focus()");
        await page.PressAsync("+");
        await page.UntilAsync($"{Names}.length === 0 && {HasLegend}");
        // plotly waits for a second click before it takes the first for a click.
        // It hears a press and a release.
        await page.EvaluateAsync("['mousedown', 'mouseup'].forEach(kind => " +
            "document.querySelector('.figure-live .legend .legendtoggle')" +
            ".dispatchEvent(new MouseEvent(kind, { bubbles: true })))");
        await page.UntilAsync($"{Chart}._fullData.some(one => one.visible === 'legendonly')");
        await page.EvaluateAsync($"{Chart}.focus()");
        await page.PressAsync("0");
        await page.UntilAsync($"{Names}.length === 3");
        Assert.Equal(["fourth", "second", "third"], await NamesAsync(page));
        Assert.True(await page.IsTrueAsync(HasLegend));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_phone_has_the_legend()
    {
        await using BrowserPage page = await OpenAsync(390, dark: false);
        Assert.Empty(await NamesAsync(page));
        Assert.True(await page.IsTrueAsync(HasLegend));
        Assert.Empty(page.Errors);
    }

    private static async Task<string[]> NamesAsync(BrowserPage page) =>
        [.. (await page.EvaluateAsync($"{Names}.sort()"))!.AsArray().Select(name => (string)name!)];

    private async Task<BrowserPage> OpenAsync(int width, bool dark)
    {
        double[] steps = [.. Enumerable.Range(0, 40).Select(i => i * 25d)];
        double[] loss = [.. steps.Select(step => 2 + (5 * Math.Exp(-step / 200)))];
        // Four lines that end at one place.
        XyFigure figure = Figure.Line("Loss").X("step").Y("loss")
            .Series("first", steps, loss).Series("second", steps, loss.Select(y => y + 0.02))
            .Series("fourth", steps, loss.Select(y => y + 0.1))
            .Series("third", steps, loss.Select(y => y + 0.03),
                band: (loss.Select(y => y - 0.2), loss.Select(y => y + 0.2)));
        Cell cell = Cell.Create(CellKind.Code, "only", "code()");
        cell.SetOutputs([new DisplayOutput(
            new MimeBundle
            {
                { "text/html", figure.ToHtml() }, { "application/vnd.plotly.v1+json", figure.ToPlotlyJson() },
            }, [])]);
        Notebook notebook = Notebook.Create();
        notebook.Add(cell);
        string folder = Directory.CreateTempSubdirectory("studykit-ends-").FullName;
        try
        {
            string path = Path.Combine(folder, "ends.ipynb");
            notebook.Write(path);
            BrowserPage page = await chromium.NewPageAsync(width, dark);
            await page.OpenFileAsync(ReportWriter.Write(path).Path);
            await page.UntilAsync("document.querySelector('[data-figure]').dataset.live === 'true'");
            return page;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
