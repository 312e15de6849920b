using System.Text.Json.Nodes;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The report in a real browser, opened from the disk as a reader does.</summary>
public sealed class ReportInBrowserTests(Chromium chromium, ReportFixture report)
    : IClassFixture<Chromium>, IClassFixture<ReportFixture>
{
    private const string IsLive = "document.querySelector('[data-figure]').dataset.live";

    [ChromiumFact]
    public async Task It_asks_for_nothing_but_itself_and_complains_about_nothing()
    {
        await using BrowserPage page = await OpenAsync();
        await DrawFiguresAsync(page);
        Assert.Equal(
            [new Uri(report.Report.Path).AbsoluteUri],
            page.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)
                && !request.StartsWith("blob:", StringComparison.Ordinal)));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_figure_near_the_screen_becomes_interactive_and_keeps_its_picture()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.True(await page.IsTrueAsync($"{IsLive} === undefined"));
        await DrawFiguresAsync(page);
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('#cell-train .figure-live .scatterlayer " +
            ".trace').length >= 2"));
        Assert.True(await page.IsTrueAsync("document.querySelector('.figure-static').hidden"));
        await page.SetMediaAsync(dark: false, print: true);
        Assert.True(await page.IsTrueAsync(
            "document.querySelector('.figure-static svg').getBoundingClientRect().height > 100"));
        Assert.True(await page.IsTrueAsync(
            "document.querySelector('.figure-live').getBoundingClientRect().height === 0"));
    }

    [ChromiumFact]
    public async Task A_live_figure_answers_to_the_keyboard()
    {
        await using BrowserPage page = await OpenAsync();
        await DrawFiguresAsync(page);
        const string low = "document.querySelector('.figure-live')._fullLayout.xaxis.range[0]";
        await page.EvaluateAsync("document.querySelector('.figure-live').focus({ focusVisible: true })");
        double before = (double)(await page.EvaluateAsync(low))!;
        await page.PressAsync("ArrowRight");
        Assert.Equal(before + 100, (double)(await page.EvaluateAsync(low))!, 6); // a tenth of the 1000 steps shown
        await page.EvaluateAsync("document.querySelector('.figure-live .legend .traces').focus()");
        await page.PressAsync("Enter");
        await page.UntilAsync("document.querySelector('.figure-live')._fullData[0].visible === 'legendonly'");
    }

    [ChromiumFact]
    public async Task In_the_dark_a_live_figure_takes_the_pages_colours()
    {
        await using BrowserPage page = await OpenAsync(dark: true);
        await DrawFiguresAsync(page);
        const string ink = "document.querySelector('.figure-live')._fullLayout.font.color";
        Assert.Equal("#e4e2dd", (string?)await page.EvaluateAsync(ink));
        await page.EvaluateAsync("document.getElementById('theme').click()");
        await page.UntilAsync($"{ink} === '#20242a'");
        Assert.Equal(
            "rgb(255, 254, 251)", (string?)await page.EvaluateAsync("getComputedStyle(document.body).backgroundColor"));
    }

    [ChromiumFact]
    public async Task One_button_shows_all_code_and_folds_it_again()
    {
        await using BrowserPage page = await OpenAsync();
        const string folded = "document.querySelectorAll('details.source:not([open])').length";
        int before = (int)(await page.EvaluateAsync(folded))!;
        Assert.InRange(before, 3, 10);
        await page.EvaluateAsync("document.getElementById('code').click()");
        Assert.Equal(0, (int)(await page.EvaluateAsync(folded))!);
        Assert.Equal(
            "Fold code again", (string?)await page.EvaluateAsync("document.getElementById('code').textContent"));
        await page.EvaluateAsync("document.getElementById('code').click()");
        Assert.Equal(before, (int)(await page.EvaluateAsync(folded))!);
    }

    [ChromiumFact]
    public async Task Without_scripts_the_figures_and_the_text_are_there()
    {
        await using BrowserPage page = await OpenAsync(scripts: false);
        Assert.True(await page.IsTrueAsync(
            "document.querySelector('.figure-static svg').getBoundingClientRect().height > 100"));
        Assert.True(await page.IsTrueAsync("document.querySelector('.pair math').getBoundingClientRect().width > 50"));
        Assert.True(await page.IsTrueAsync(
            "document.querySelector('nav.contents a').getBoundingClientRect().height > 0"));
        Assert.True(await page.IsTrueAsync("getComputedStyle(document.getElementById('theme')).display === 'none'"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_phone_never_scrolls_sideways()
    {
        await using BrowserPage page = await OpenAsync(width: 360);
        await DrawFiguresAsync(page);
        Assert.Equal(360, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        JsonNode? wide = await page.EvaluateAsync("[...document.querySelectorAll('main *')].filter(e => " +
            "e.getBoundingClientRect().right > 361 && !e.closest('pre, .scroll, .equation, .figure-static, " +
            ".figure-live')).map(e => e.outerHTML.slice(0, 120))");
        Assert.Empty(wide!.AsArray());
        Assert.False(await page.IsTrueAsync("document.querySelector('.contents details').open"));
    }

    [ChromiumFact]
    public async Task A_title_too_long_for_a_phone_is_broken_into_lines()
    {
        await using BrowserPage page = await OpenAsync(width: 360);
        await DrawFiguresAsync(page);
        Assert.True(await page.IsTrueAsync("[...document.querySelectorAll('.figure-live .gtitle')].some(t => " +
            "t.querySelectorAll('tspan.line').length > 1)"));
        Assert.True(await page.IsTrueAsync("[...document.querySelectorAll('.figure-live .gtitle')].every(t => " +
            "t.getBoundingClientRect().right <= t.closest('.figure-live').getBoundingClientRect().right)"));
    }

    [ChromiumFact]
    public async Task On_a_wide_screen_the_equation_stands_beside_its_source()
    {
        await using BrowserPage page = await OpenAsync(width: 1440);
        Assert.True(await page.IsTrueAsync("document.getElementById('cell-source').getBoundingClientRect().left > " +
            "document.getElementById('cell-eq1').getBoundingClientRect().right"));
        Assert.True(await page.IsTrueAsync("document.querySelector('.contents').getBoundingClientRect().right < " +
            "document.querySelector('main').getBoundingClientRect().left"));
        // A line of prose holds about 70 characters.
        Assert.InRange((double)(await page.EvaluateAsync("document.querySelector('#cell-pass1 " +
            "p').getBoundingClientRect().width / parseFloat(getComputedStyle(document.querySelector('#cell-pass1 " +
            "p')).fontSize)"))!, 30, 40);
    }

    [ChromiumFact]
    public async Task What_scrolls_can_be_reached_with_the_keyboard()
    {
        await using BrowserPage page = await OpenAsync(width: 360);
        JsonNode? unreachable = await page.EvaluateAsync("[...document.querySelectorAll('pre, .scroll, " +
            ".equation')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.tabIndex !== " +
            "0).map(e => e.outerHTML.slice(0, 80))");
        Assert.Empty(unreachable!.AsArray());
        await page.PressAsync("Tab");
        Assert.Equal("Skip to the text", (string?)await page.EvaluateAsync("document.activeElement.textContent"));
        Assert.True(await page.IsTrueAsync("document.activeElement.getBoundingClientRect().top >= 0"));
    }

    [ChromiumFact]
    public async Task Axe_finds_nothing_serious_by_day() => Assert.Empty(await FindingsAsync(dark: false, width: 1280));

    [ChromiumFact]
    public async Task Axe_finds_nothing_serious_by_night() =>
        Assert.Empty(await FindingsAsync(dark: true, width: 1280));

    [ChromiumFact]
    public async Task Axe_finds_nothing_serious_on_a_phone() =>
        Assert.Empty(await FindingsAsync(dark: false, width: 360));

    [ChromiumFact]
    public async Task Axe_finds_nothing_serious_in_the_index()
    {
        await using BrowserPage page = await chromium.NewPageAsync();
        await page.OpenFileAsync(StudyKit.Notebooks.Export.ReportWriter.WriteIndex(report.Folder)!.Path);
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Empty(page.Errors);
    }

    private async Task<string[]> FindingsAsync(bool dark, int width)
    {
        await using BrowserPage page = await OpenAsync(width, dark);
        await DrawFiguresAsync(page);
        return await Axe.FindingsAsync(page);
    }

    private async Task<BrowserPage> OpenAsync(int width = 1280, bool dark = false, bool scripts = true)
    {
        BrowserPage page = await chromium.NewPageAsync(width, dark, scripts);
        await page.OpenFileAsync(report.Report.Path);
        return page;
    }

    private static async Task DrawFiguresAsync(BrowserPage page)
    {
        int figures = (int)(await page.EvaluateAsync("document.querySelectorAll('[data-figure]').length"))!;
        Assert.Equal(3, figures);
        for (int i = 0; i < figures; i++)
        {
            await page.EvaluateAsync($"document.querySelectorAll('[data-figure]')[{i}].scrollIntoView({{ behavior: " +
                $"'instant' }})");
            await page.UntilAsync($"document.querySelectorAll('[data-figure]')[{i}].dataset.live !== undefined");
        }

        Assert.Equal(
            "[null,null,null]",
            (await page.EvaluateAsync("[...document.querySelectorAll('[data-figure]')].map(figure => " +
                "figure.dataset.reason ?? null)"))!.ToJsonString());
    }
}
