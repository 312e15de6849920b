using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>A model's blocks in a real browser.</summary>
public sealed class ModelInBrowserTests(Chromium chromium, ModelInBrowserTests.Fixture report)
    : IClassFixture<Chromium>, IClassFixture<ModelInBrowserTests.Fixture>
{
    private const string Shown =
        "[...document.querySelectorAll('.sk-m-block .sk-m-id')].filter(n => n.checkVisibility()).length";
    private const string Focus = "document.activeElement.querySelector('.sk-m-id')?.textContent";

    [ChromiumFact]
    public async Task Blocks_open_by_keys_and_all_at_once()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.Equal(3, await NumberAsync(page, Shown));
        await page.EvaluateAsync("document.querySelector('.sk-m-block > summary').focus()");
        await page.PressAsync("ArrowDown");
        Assert.Equal("layer", await TextAsync(page, Focus));
        await page.PressAsync("ArrowRight");
        Assert.Equal(5, await NumberAsync(page, Shown));
        await page.PressAsync("ArrowRight");
        Assert.Equal("attn", await TextAsync(page, Focus));
        await page.PressAsync("ArrowLeft");
        await page.PressAsync("ArrowLeft");
        Assert.Equal(3, await NumberAsync(page, Shown));
        await page.EvaluateAsync("document.querySelectorAll('.sk-m-tools button')[0].click()");
        Assert.Equal(5, await NumberAsync(page, Shown));
        await page.EvaluateAsync("document.querySelectorAll('.sk-m-tools button')[1].click()");
        Assert.Equal(3, await NumberAsync(page, Shown));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task The_line_below_says_what_the_block_in_focus_takes_and_gives()
    {
        await using BrowserPage page = await OpenAsync();
        await page.EvaluateAsync("document.querySelectorAll('.sk-m-block > summary')[1].focus()");
        string? said = await TextAsync(page, "document.querySelector('.sk-m-said').innerText.replace(/\\s+/g, ' ')");
        Assert.Equal("layer goes in [B=2, T=7] comes out [B=2, T=7, C=3]", said?.Trim());
    }

    [ChromiumFact]
    public async Task Without_scripts_a_block_still_opens()
    {
        await using BrowserPage page = await chromium.NewPageAsync(scripts: false);
        await page.OpenFileAsync(report.Path);
        Assert.Equal(3, await NumberAsync(page, Shown));
        await page.EvaluateAsync("document.querySelectorAll('.sk-m-block > summary')[1].click()");
        Assert.Equal(5, await NumberAsync(page, Shown));
    }

    [ChromiumTheory]
    [InlineData(false, "en")]
    [InlineData(true, "en")]
    [InlineData(true, "zh")]
    public async Task A_phone_does_not_scroll_sideways_and_axe_finds_nothing(bool dark, string language)
    {
        await using BrowserPage page = await OpenAsync(390, dark);
        await page.EvaluateAsync($"document.documentElement.dataset.language = '{language}'");
        await page.EvaluateAsync("document.querySelectorAll('.sk-m-tools button')[0].click()");
        Assert.Equal(390, await NumberAsync(page, "document.documentElement.scrollWidth"));
        Assert.Empty(await Axe.FindingsAsync(page));
    }

    private async Task<BrowserPage> OpenAsync(int width = 1280, bool dark = false)
    {
        BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenFileAsync(report.Path);
        await page.UntilAsync("document.querySelector('.sk-model').dataset.live === 'true'");
        return page;
    }

    private static async Task<int> NumberAsync(BrowserPage page, string expression) =>
        (int)(await page.EvaluateAsync(expression))!;

    private static async Task<string?> TextAsync(BrowserPage page, string expression) =>
        (string?)await page.EvaluateAsync(expression);

    /// <summary>A notebook with a layer around which a shortcut goes, and a module that was not called.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("studykit-model-").FullName;

        public Fixture()
        {
            ModelBlock attention = Block("attn", "Attention", new([0], ModelFlowKind.Sum, []));
            ModelBlock norm = Block("norm<&", "Norm", new([0, 2], ModelFlowKind.Sum, []));
            ModelBlock layer = Block("layer", "Layer", new([0], ModelFlowKind.Sum, [])) with
            {
                Blocks = [attention, norm],
                Leaves = new([4], ModelFlowKind.Sum, []),
            };
            ModelBlock model = Block("", "Model", new([], ModelFlowKind.Made, [])) with
            {
                Blocks = [layer, new ModelBlock("pooler", "Linear") { HasPass = true, Count = 7 }],
                Leaves = new([2], ModelFlowKind.Sum, []),
            };
            ModelFigure figure = new ModelFigure(new ModelRecord([model])).Caption("What to see.");
            Cell cell = Cell.Create(CellKind.Code, "model", "code()");
            MimeBundle bundle = new() { { MimeTypes.Html, figure.ToHtml() }, { MimeTypes.Model, figure.ToJson() } };
            cell.SetOutputs([new DisplayOutput(bundle, [])]);
            Notebook notebook = Notebook.Create();
            notebook.Add(cell);
            string path = System.IO.Path.Combine(_folder, "model.ipynb");
            notebook.Write(path);
            Path = ReportWriter.Write(path).Path;
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private static ModelBlock Block(string name, string type, ModelFlow arrives) => new(name, type)
        {
            HasPass = true,
            Call = 1,
            Calls = 1,
            Count = 1_234,
            Inputs = ["[B=2, T=7]"],
            Outputs = ["[B=2, T=7, C=3]"],
            Arrives = arrives,
        };
    }
}
