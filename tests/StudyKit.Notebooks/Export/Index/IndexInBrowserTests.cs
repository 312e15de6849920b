using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export.Index;

/// <summary>The index in a real browser, opened from the disk as a reader does.</summary>
public sealed class IndexInBrowserTests(Chromium chromium, IndexFixture index)
    : IClassFixture<Chromium>, IClassFixture<IndexFixture>
{
    private const string Shown = "[...document.querySelectorAll('table.overview tbody tr:not([hidden])')]";

    private const string Results = "[...document.querySelectorAll('#found > li')]";

    [ChromiumFact]
    public async Task It_is_searched_and_asks_for_nothing()
    {
        await using BrowserPage page = await OpenAsync();
        await SearchAsync(page, "attention");
        Assert.Equal(
            [new Uri(index.Written.Path).AbsoluteUri],
            page.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)
                && !request.StartsWith("blob:", StringComparison.Ordinal)));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task The_search_finds_sections_of_several_papers_and_leads_to_them()
    {
        await using BrowserPage page = await OpenAsync();
        await SearchAsync(page, "vanishing gradient");
        Assert.Equal(
            "03-resnet.html#cell-e5",
            (string?)await page.EvaluateAsync($"{Results}[0].querySelector('a').getAttribute('href')"));
        Assert.True(await page.IsTrueAsync($"{Results}[0].querySelectorAll('mark').length > 0"));
        await SearchAsync(page, "residual");
        Assert.True(await page.IsTrueAsync(
            $"new Set({Results}.map(one => one.querySelector('code').textContent)).size > 2"));
        await SearchAsync(page, "xyzzy");
        Assert.True(await page.IsTrueAsync($"{Results}.length === 0"));
        Assert.StartsWith(
            "No section has all of these words",
            (string?)await page.EvaluateAsync("document.getElementById('search-count').textContent"),
            StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Chinese_is_found_by_pairs_of_characters()
    {
        await using BrowserPage page = await OpenAsync();
        await page.EvaluateAsync("document.querySelector('[data-language=zh]').click()");
        await SearchAsync(page, "残差连接");
        string first = $"{Results}[0].textContent";
        Assert.Contains("残差连接", (string?)await page.EvaluateAsync(first), StringComparison.Ordinal);
        // No text has these characters side by side, but their pairs.
        await SearchAsync(page, "注意力权重矩阵");
        Assert.True(await page.IsTrueAsync($"{Results}.length > 0"));
        Assert.EndsWith(
            "节", (string?)await page.EvaluateAsync("document.getElementById('search-count').textContent"));
        // Asked in Chinese on the English page.
        await page.EvaluateAsync("document.querySelector('[data-language=en]').click()");
        await SearchAsync(page, "梯度消失");
        Assert.True(await page.IsTrueAsync($"{Results}.length > 0 && {Results}[0].lang === 'zh-Hans'"));
    }

    [ChromiumFact]
    public async Task A_search_is_kept_in_the_address()
    {
        await using BrowserPage page = await chromium.NewPageAsync();
        await page.OpenAsync(new Uri(new Uri(index.Written.Path).AbsoluteUri + "#search=warm-up"));
        await page.UntilAsync($"{Results}.length > 0");
        Assert.Equal("warm-up", (string?)await page.EvaluateAsync("document.getElementById('search-words').value"));
    }

    [ChromiumFact]
    public async Task The_table_is_filtered_by_verdict_and_words()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.Equal(3, (int)(await page.EvaluateAsync($"{Shown}.length"))!);
        await SetAsync(page, "verdict", "not-supported");
        Assert.Equal("not-supported", (string?)await page.EvaluateAsync($"{Shown}.map(r => r.dataset.verdict).join()"));
        Assert.Equal(
            "1 of 3 claims",
            (string?)await page.EvaluateAsync("document.getElementById('filters').elements.count.value"));
        await SetAsync(page, "verdict", "");
        await SetAsync(page, "words", "bleu newstest");
        Assert.Equal(1, (int)(await page.EvaluateAsync($"{Shown}.length"))!);
        await page.EvaluateAsync("document.querySelector('#filters [type=reset]').click()");
        await page.UntilAsync($"{Shown}.length === 3");
    }

    [ChromiumFact]
    public async Task The_table_is_sorted_with_the_keyboard_and_back()
    {
        await using BrowserPage page = await OpenAsync();
        string verdicts = $"{Shown}.map(row => row.dataset.verdict).join()";
        string before = (string)(await page.EvaluateAsync(verdicts))!;
        await page.EvaluateAsync("document.querySelector('.overview th button').focus()");
        await page.PressAsync("Enter");
        Assert.Equal("supported,not-supported,undecided", (string?)await page.EvaluateAsync(verdicts));
        Assert.Equal(
            "ascending", (string?)await page.EvaluateAsync("document.querySelector('.overview th').ariaSort"));
        await page.PressAsync("Enter");
        Assert.Equal("undecided,not-supported,supported", (string?)await page.EvaluateAsync(verdicts));
        await page.PressAsync("Enter");
        Assert.Equal(before, (string?)await page.EvaluateAsync(verdicts));
        Assert.True(await page.IsTrueAsync("document.querySelector('.overview th').ariaSort === null"));
    }

    [ChromiumFact]
    public async Task Without_scripts_the_plain_tables_are_there()
    {
        await using BrowserPage page = await chromium.NewPageAsync(scripts: false);
        await page.OpenFileAsync(index.Written.Path);
        Assert.True(await page.IsTrueAsync($"{Shown}.length === 3"));
        foreach (string hidden in new[] { "#filters", "#searching", "#languages" })
        {
            Assert.True(await page.IsTrueAsync($"!document.querySelector('{hidden}').checkVisibility()"), hidden);
        }

        Assert.True(await page.IsTrueAsync("document.querySelector('.glossary dd').checkVisibility()"));
        Assert.Empty(page.Errors);
    }

    [ChromiumTheory]
    [InlineData(1280, false, "en")]
    [InlineData(1280, true, "zh")]
    [InlineData(390, false, "zh")]
    [InlineData(390, true, "both")]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(int width, bool dark, string language)
    {
        await using BrowserPage page = await OpenAsync(width, dark);
        await page.EvaluateAsync($"document.querySelector('#languages [data-language={language}]').click()");
        await SearchAsync(page, language == "en" ? "attention" : "注意力");
        Assert.Equal(width, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Empty(await Axe.WcagFindingsAsync(page));
        Assert.Empty(page.Errors);
    }

    private async Task<BrowserPage> OpenAsync(int width = 1280, bool dark = false)
    {
        BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenFileAsync(index.Written.Path);
        return page;
    }

    private static async Task SearchAsync(BrowserPage page, string words)
    {
        await page.EvaluateAsync($$"""
            { const box = document.getElementById('search-words'); box.value = '{{words}}';
              document.getElementById('search-count').textContent = '';
              box.dispatchEvent(new Event('input')); }
            """);
        await page.UntilAsync("document.getElementById('search-count').textContent !== ''");
    }

    private static async Task SetAsync(BrowserPage page, string field, string value) =>
        await page.EvaluateAsync($$"""
            { const field = document.getElementById('filters').elements['{{field}}']; field.value = '{{value}}';
              field.dispatchEvent(new Event('input', { bubbles: true })); }
            """);
}
