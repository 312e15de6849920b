using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The explorers in a real browser, several on one page.</summary>
public sealed class ExplorersInBrowserTests(Chromium chromium, ExplorersInBrowserTests.Fixture report)
    : IClassFixture<Chromium>, IClassFixture<ExplorersInBrowserTests.Fixture>
{
    private const string Small = "document.querySelector('#cell-small .sk-attention')";
    private const string Drawing = $"{Small}.querySelector('.sk-x-drawing')";

    [ChromiumFact]
    public async Task Explorers_come_alive_over_their_pictures_and_ask_for_nothing()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.True(await page.IsTrueAsync($"{Small}.querySelector('.figure-static').hidden"));
        // Sharp at the last step: head 1 looks at its own place, five lines.
        Assert.Equal(5, await CountAsync(page, $"{Drawing}.querySelectorAll('svg g[fill=none] path')"));
        Assert.Equal(
            """["<s>","Wang","'s","&","Wang","<s>","Wang","'s","&","Wang"]""",
            await JsonAsync(page, $"[...{Drawing}.querySelectorAll('.sk-x-words text')].map(t => t.textContent)"));
        Assert.Equal(
            [new Uri(report.Path).AbsoluteUri],
            page.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)
                && !request.StartsWith("blob:", StringComparison.Ordinal)));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task The_slider_goes_back_to_the_first_step_of_training()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.Equal("\"1,000\"", await JsonAsync(page, $"{Small}.querySelector('output').textContent"));
        await page.EvaluateAsync($"{Small}.querySelector('input[type=range]').focus()");
        await page.PressAsync("ArrowLeft");
        await page.PressAsync("ArrowLeft");
        Assert.Equal("\"0\"", await JsonAsync(page, $"{Small}.querySelector('output').textContent"));
        // Nothing learned yet: all look at all, 25 lines.
        Assert.Equal(25, await CountAsync(page, $"{Drawing}.querySelectorAll('svg g[fill=none] path')"));
    }

    [ChromiumFact]
    public async Task Arrow_keys_choose_a_token_and_a_head_and_say_what_it_looks_at()
    {
        await using BrowserPage page = await OpenAsync();
        await page.EvaluateAsync($"{Drawing}.focus()");
        await page.PressAsync("ArrowDown");
        await page.PressAsync("ArrowDown");
        Assert.Equal(
            "\"Encoder 2, head 1: “Wang (2)” looks at Wang (2) 100%.\"",
            await JsonAsync(page, $"{Small}.querySelector('.sk-x-said').textContent"));
        await page.PressAsync("ArrowRight");
        Assert.Equal(
            "\"Encoder 2, head 2: “Wang (2)” looks at <s> 100%.\"",
            await JsonAsync(page, $"{Small}.querySelector('.sk-x-said').textContent"));
    }

    [ChromiumFact]
    public async Task Every_view_draws_what_it_says()
    {
        await using BrowserPage page = await OpenAsync();
        await ViewAsync(page, "map");
        Assert.Equal(10, await CountAsync(page, $"{Drawing}.querySelectorAll('.sk-x-words text')"));
        await ViewAsync(page, "all");
        Assert.Equal(
            """["Open Encoder 1, head 1","Open Encoder 1, head 2","Open Encoder 2, head 1","Open Encoder 2, head 2"]""",
            await JsonAsync(page, $"[...{Drawing}.querySelectorAll('button')].map(b => b.getAttribute('aria-label'))"));
        await ViewAsync(page, "neurons");
        Assert.Equal(6, await CountAsync(page, $"{Drawing}.querySelectorAll('tbody tr')"));
        Assert.Equal("\"q of Wang (5)\"", await JsonAsync(page, $"{Drawing}.querySelector('tbody th').textContent"));
        await ViewAsync(page, "effects");
        Assert.Equal(
            "\"Encoder 2, head 2|0.400||3 of 5|2 Wang: cat 60% → <dog> 51%\"",
            await JsonAsync(page,
                $"[...{Drawing}.querySelector('tbody tr:last-child').children].map(c => c.textContent).join('|')"));
        await page.EvaluateAsync($"{Drawing}.querySelector('tbody tr button').click()");
        Assert.Equal("\"lines\"", await JsonAsync(page, $"{Drawing}.dataset.view"));
        Assert.Contains("Without Encoder 1, head 1, the predictions move by 0.100", await JsonAsync(
            page, $"{Small}.querySelector('.sk-x-fact').textContent"), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Pairs_rollout_and_another_sentence_can_be_chosen()
    {
        await using BrowserPage page = await OpenAsync();
        await ChooseAsync(page, "Pairs", "AB");
        Assert.Equal(0, await CountAsync(page, $"{Drawing}.querySelectorAll('svg g[fill=none] path')"));
        await ChooseAsync(page, "Pairs", "BB");
        Assert.Equal(2, await CountAsync(page, $"{Drawing}.querySelectorAll('svg g[fill=none] path')"));
        await ChooseAsync(page, "Pairs", "all");
        // Mean of both heads: half on itself, half on the first. With the residual way, (A + 1)/2, twice:
        // 0.75² of a token stays with itself.
        await ChooseAsync(page, "Head", "rollout");
        await page.EvaluateAsync($"{Drawing}.focus()");
        await page.PressAsync("ArrowUp");
        Assert.Equal(
            "\"rollout up to Encoder 2: “Wang (5)” looks at Wang (5) 56%, <s> 44%.\"",
            await JsonAsync(page, $"{Small}.querySelector('.sk-x-said').textContent"));
        await ChooseAsync(page, "Sentence", "1");
        Assert.Equal(6, await CountAsync(page, $"{Drawing}.querySelectorAll('.sk-x-words text')"));
        Assert.True(await page.IsTrueAsync($"[...{Small}.querySelectorAll('label')].at(-1).hidden"));
    }

    [ChromiumFact]
    public async Task Five_hundred_and_twelve_tokens_do_not_stall()
    {
        await using BrowserPage page = await OpenAsync();
        await page.EvaluateAsync("document.querySelector('#cell-large .sk-attention').scrollIntoView()");
        await page.UntilAsync("document.querySelector('#cell-large .sk-attention').dataset.live === 'true'");
        const string drawn = "Number(document.querySelector('#cell-large .sk-explorer').dataset.drawn)";
        // What a drawing costs, in the time that this machine, as busy as it is, needs to add 20 million numbers.
        const string yardstick =
            "(() => { const t = performance.now(); let s = 0; for (let i = 0; i < 2e7; i++) s += i % 7; " +
            "return performance.now() - t + s * 0; })()";
        foreach (string view in (string[])["map", "all", "lines"])
        {
            double yard = (double)(await page.EvaluateAsync(yardstick))!;
            await page.EvaluateAsync($"document.querySelector('#cell-large button[value={view}]').click()");
            yard = Math.Max(yard, (double)(await page.EvaluateAsync(yardstick))!);
            Assert.InRange((double)(await page.EvaluateAsync(drawn))! / yard, 0, 50);
        }

        Assert.Equal(
            800, await CountAsync(page, "document.querySelectorAll('#cell-large .sk-x-drawing g[fill=none] path')"));
        Assert.Equal(1024, await CountAsync(page, "document.querySelectorAll('#cell-large .sk-x-words text')"));
    }

    [ChromiumFact]
    public async Task Frames_go_by_with_the_arrow_keys()
    {
        await using BrowserPage page = await OpenAsync();
        const string frames = "document.querySelector('#cell-frames .sk-frames')";
        await page.EvaluateAsync($"{frames}.scrollIntoView()");
        await page.UntilAsync($"{frames}.dataset.live === 'true'");
        const string shown = $"[...{frames}.querySelectorAll('.sk-frame')].map(f => f.checkVisibility())";
        Assert.Equal("[true,false,false]", await JsonAsync(page, shown));
        await page.EvaluateAsync($"{frames}.querySelector('input').focus()");
        await page.PressAsync("ArrowRight");
        Assert.Equal("[false,true,false]", await JsonAsync(page, shown));
        Assert.Equal("\"16\"", await JsonAsync(
            page, $"{frames}.querySelector('input').getAttribute('aria-valuetext')"));
        await page.SetMediaAsync(dark: false, print: true);
        Assert.True(await page.IsTrueAsync(
            $"{frames}.querySelector('.figure-static svg').getBoundingClientRect().height > 100"));
        Assert.Equal("[false,false,false]", await JsonAsync(page, shown));
    }

    [ChromiumFact]
    public async Task Without_scripts_the_pictures_are_there()
    {
        await using BrowserPage page = await chromium.NewPageAsync(scripts: false);
        await page.OpenFileAsync(report.Path);
        Assert.True(await page.IsTrueAsync(
            "[...document.querySelectorAll('.figure-static')].every(f => f.getBoundingClientRect().height > 100)"));
        Assert.True(await page.IsTrueAsync("!document.querySelector('.sk-frame').checkVisibility()"));
    }

    [ChromiumFact]
    public async Task A_phone_does_not_scroll_sideways_and_axe_finds_nothing()
    {
        await using BrowserPage page = await OpenAsync(width: 390, dark: true);
        foreach (string view in (string[])["map", "all", "neurons", "effects", "lines"])
        {
            await ViewAsync(page, view);
            Assert.Equal(390, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
            Assert.Empty(await Axe.FindingsAsync(page));
        }
    }

    private async Task<BrowserPage> OpenAsync(int width = 1280, bool dark = false)
    {
        BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenFileAsync(report.Path);
        await page.EvaluateAsync($"{Small}.scrollIntoView()");
        await page.UntilAsync($"{Small}.dataset.live === 'true'");
        return page;
    }

    private static async Task ViewAsync(BrowserPage page, string view) =>
        await page.EvaluateAsync($"{Small}.querySelector('button[value={view}]').click()");

    private static async Task ChooseAsync(BrowserPage page, string name, string value) => await page.EvaluateAsync(
        $"(() => {{ const list = [...{Small}.querySelectorAll('label')].find(l => l.textContent.startsWith('{name}'))" +
        $".querySelector('select'); list.value = '{value}'; list.dispatchEvent(new Event('change')); }})()");

    private static async Task<int> CountAsync(BrowserPage page, string nodes) =>
        (int)(await page.EvaluateAsync($"{nodes}.length"))!;

    private static async Task<string> JsonAsync(BrowserPage page, string expression) =>
        System.Text.RegularExpressions.Regex.Unescape((await page.EvaluateAsync(expression))!.ToJsonString()
            .Replace("\\\"", "\"", StringComparison.Ordinal));

    /// <summary>A notebook with two explorers of attention and one of frames.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("studykit-explorers-").FullName;

        public Fixture()
        {
            Notebook notebook = Notebook.Create();
            notebook.Add(Shown("small", MimeTypes.Attention, SampleAttention.Small().ToJson(), ""));
            FramesFigure frames = Figure.Frames("d_k", new[] { 1, 16, 256 }.Select(d => ($"{d}", (Figure)Figure.Line()
                .X("key").Y("weight", from: 0).Series("scaled", [1, 2, 3], [1, d, 2]))));
            notebook.Add(Shown("frames", MimeTypes.Frames, frames.ToJson(), frames.ToHtml()));
            notebook.Add(Shown("large", MimeTypes.Attention, SampleAttention.Large(512, 8).ToJson(), ""));
            string path = System.IO.Path.Combine(_folder, "explorers.ipynb");
            notebook.Write(path);
            Path = ReportWriter.Write(path).Path;
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private static Cell Shown(string id, string type, string json, string html)
        {
            Cell cell = Cell.Create(CellKind.Code, id, "code()");
            MimeBundle bundle = new() { { type, json } };
            if (html.Length > 0) bundle.Add(MimeTypes.Html, html);
            cell.SetOutputs([new DisplayOutput(bundle, [])]);
            return cell;
        }
    }
}
