using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The presenter's view: one section a screen, by keys, with a clock.</summary>
public sealed class PresenterInBrowserTests(Chromium chromium, ReportFixture report)
    : IClassFixture<Chromium>, IClassFixture<ReportFixture>
{
    private const string At = "document.querySelector('.presenter-at').textContent";
    private const string Name = "document.querySelector('.presenter-name').textContent";
    private const string Shown = "[...document.querySelectorAll('header.masthead, main .cell')]" +
        ".filter(one => one.getClientRects().length)";
    private const string IsOver = "!('presenting' in document.documentElement.dataset)";

    [ChromiumFact]
    public async Task A_screen_holds_one_section_and_keys_go_through_all()
    {
        await using BrowserPage page = await PresentAsync();
        Assert.StartsWith("1 / ", await TextAsync(page, At));
        Assert.Equal("Attention Is All You Need", await TextAsync(page, Name));
        Assert.Equal(1, (int)(await page.EvaluateAsync($"{Shown}.length"))!);
        int screens = int.Parse((await TextAsync(page, At)).Split("/ ")[1]);
        Assert.InRange(screens, 10, 60);
        foreach (string key in new[] { "ArrowRight", "PageDown", "ArrowLeft", "PageDown", "PageUp" })
        {
            await page.PressAsync(key);
        }

        Assert.StartsWith("2 / ", await TextAsync(page, At));
        await page.PressAsync("End");
        Assert.Equal($"{screens} / {screens}", await TextAsync(page, At));
        await page.PressAsync("Home");
        Assert.StartsWith("1 / ", await TextAsync(page, At));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Leaving_lands_where_one_was_without_loading_anew()
    {
        await using BrowserPage page = await PresentAsync();
        await page.EvaluateAsync("window.isSame = true");
        await GoToAsync(page, "Experiment 2");
        Assert.Equal("#experiment-2-translation", await TextAsync(page, "location.hash"));
        await page.PressAsync("Escape");
        await page.UntilAsync(IsOver);
        Assert.True(await page.IsTrueAsync("window.isSame"));
        await page.UntilAsync("Math.abs(document.getElementById('experiment-2-translation')" +
            ".getBoundingClientRect().top) < 120");
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('[data-away]').length === 0"));
        // Presenting again begins there.
        await page.EvaluateAsync("document.getElementById('present').click()");
        Assert.StartsWith("Experiment 2", await TextAsync(page, Name));
    }

    [ChromiumFact]
    public async Task Code_is_folded_and_a_figure_is_laid_out_anew_as_wide_as_the_screen()
    {
        await using BrowserPage page = await chromium.NewPageAsync();
        await page.OpenFileAsync(report.Report.Path);
        await page.EvaluateAsync("document.querySelector('#cell-train').scrollIntoView({ behavior: 'instant' })");
        await page.UntilAsync("document.querySelector('#cell-train [data-figure]').dataset.live === 'true'");
        const string width =
            "document.querySelector('#cell-train .figure-live .main-svg').getBoundingClientRect().width";
        double before = (double)(await page.EvaluateAsync(width))!;
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('details.source[open]').length > 0"));
        await page.EvaluateAsync("document.getElementById('present').click()");
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('details.source[open]').length === 0"));
        await ShowAsync(page, "document.querySelector('#cell-train .figure-live')");
        await page.UntilAsync($"{width} > {before + 100:0}");
        Assert.True(await page.IsTrueAsync("document.documentElement.scrollWidth <= innerWidth"));
        await page.PressAsync("Escape");
        await page.UntilAsync($"Math.abs({width} - {before:0}) < 4");
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('details.source[open]').length > 0"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task The_clock_counts_each_section_and_stops_when_it_is_pressed()
    {
        await using BrowserPage page = await PresentAsync();
        const string clock = "document.querySelector('.presenter-clock')";
        await page.UntilAsync($"{clock}.textContent === '0:01 · 0:01'");
        await page.PressAsync("PageDown");
        await page.UntilAsync($"/^0:01 · 0:0[2-9]$/.test({clock}.textContent)");
        await page.EvaluateAsync($"{clock}.click()");
        Assert.Equal("true", await TextAsync(page, $"{clock}.getAttribute('aria-pressed')"));
        string stopped = await TextAsync(page, $"{clock}.textContent");
        await Task.Delay(1500);
        Assert.Equal(stopped, await TextAsync(page, $"{clock}.textContent"));
    }

    [ChromiumFact]
    public async Task A_link_leads_to_its_screen_and_keys_of_a_field_stay_there()
    {
        await using BrowserPage page = await PresentAsync();
        await page.EvaluateAsync("location.hash = '#experiment-1-does-a-future-token-leak'");
        await page.UntilAsync($"{Name}.startsWith('Experiment 1')");
        string at = await TextAsync(page, At);
        await page.EvaluateAsync("const field = document.createElement('input'); document.body.append(field); " +
            "field.focus(); undefined");
        await page.PressAsync("ArrowRight");
        Assert.Equal(at, await TextAsync(page, At));
    }

    [ChromiumTheory]
    [InlineData(390, true)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(int width, bool dark)
    {
        await using BrowserPage page = await PresentAsync(width, dark);
        foreach (string name in new[] { "①", "Experiment 2" })
        {
            await GoToAsync(page, name);
            Assert.Empty(await Axe.FindingsAsync(page));
            Assert.Equal(width, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        }

        Assert.True(await page.IsTrueAsync(
            "document.querySelector('.presenter').getBoundingClientRect().bottom <= innerHeight + 1"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task It_speaks_Chinese_too()
    {
        string folder = Directory.CreateTempSubdirectory("studykit-present-").FullName;
        try
        {
            string path = Path.Combine(folder, "01-transformer.ipynb");
            SampleNotebook.Create().Write(path);
            await using BrowserPage page = await chromium.NewPageAsync(width: 390, dark: true);
            await page.OpenFileAsync(ReportWriter.Write(path).Path);
            await page.EvaluateAsync("document.getElementById('present').click()");
            await page.PressAsync("PageDown");
            string at = await TextAsync(page, At);
            await page.EvaluateAsync("document.querySelector('#languages [data-language=zh]').click()");
            Assert.Equal("退出", await TextAsync(page, "document.querySelector('.presenter-leave').textContent"));
            Assert.Equal("演示", await TextAsync(page, "document.getElementById('present').textContent"));
            Assert.Equal(at.Split(' ')[0], (await TextAsync(page, At)).Split(' ')[0]);
            Assert.Empty(await Axe.FindingsAsync(page));
            Assert.Empty(page.Errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<BrowserPage> PresentAsync(int width = 1280, bool dark = false)
    {
        BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenFileAsync(report.Report.Path);
        await page.EvaluateAsync("document.getElementById('present').click()");
        return page;
    }

    private static async Task<string> TextAsync(BrowserPage page, string expression) =>
        (string?)await page.EvaluateAsync(expression) ?? "";

    private static async Task GoToAsync(BrowserPage page, string name)
    {
        for (int i = 0; i < 80 && !(await TextAsync(page, Name)).StartsWith(name, StringComparison.Ordinal); i++)
        {
            await page.PressAsync("PageDown");
        }

        Assert.StartsWith(name, await TextAsync(page, Name));
    }

    private static async Task ShowAsync(BrowserPage page, string element)
    {
        for (int i = 0; i < 80 && !await page.IsTrueAsync($"{element}.getClientRects().length > 0"); i++)
        {
            await page.PressAsync("PageDown");
        }
    }
}
