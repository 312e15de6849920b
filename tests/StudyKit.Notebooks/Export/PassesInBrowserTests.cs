using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The three passes, one after another.</summary>
public sealed class PassesInBrowserTests(Chromium chromium, PassesInBrowserTests.Pages pages)
    : IClassFixture<Chromium>, IClassFixture<PassesInBrowserTests.Pages>
{
    [ChromiumFact]
    public async Task The_first_pass_has_title_abstract_conclusion_and_figures_alone()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('[data-off], .pass').length === 0"));
        await ChooseAsync(page, 1);
        Assert.Equal(
            ["title", "pass1", "pass2", "exp2", "train", "attention", "own"], await ShownAsync(page));
        Assert.False(await IsSeenAsync(page, "#cell-exp2 p"));
        Assert.False(await IsSeenAsync(page, "#cell-train .claim"));
        Assert.True(await IsSeenAsync(page, "#cell-train figure"));
        Assert.False(await IsSeenAsync(page, "section.all-claims"));
        Assert.Contains(
            "what the paper claims", await TextAsync(page, "document.querySelector('.pass-begin').textContent"));
    }

    [ChromiumFact]
    public async Task Each_asks_whether_to_go_on_until_all_is_shown()
    {
        await using BrowserPage page = await OpenAsync();
        await ChooseAsync(page, 1);
        const string go = "document.querySelector('.pass-end button').click()";
        await page.EvaluateAsync(go);
        Assert.Equal("2", await TextAsync(page, "document.getElementById('passes').value"));
        Assert.True(await IsSeenAsync(page, "#cell-exp2 p"));
        Assert.True(await IsSeenAsync(page, "#cell-train .claim"));
        Assert.False(await IsSeenAsync(page, "#cell-train details.source"));
        Assert.False(await IsSeenAsync(page, "#cell-leak pre.stream"));
        Assert.False(await IsSeenAsync(page, "#cell-more"));
        Assert.False(await IsSeenAsync(page, "#exercises"));
        Assert.False(await IsSeenAsync(page, ".contents a[href='#exercises']"));
        Assert.True(await IsSeenAsync(page, "#open-questions"));
        await page.EvaluateAsync(go);
        Assert.True(await IsSeenAsync(page, "#cell-more"));
        Assert.True(await IsSeenAsync(page, "#cell-leak pre.stream"));
        await page.EvaluateAsync(go);
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('[data-off], .pass').length === 0"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_link_into_what_is_left_out_leads_there()
    {
        await using BrowserPage page = await OpenAsync();
        await ChooseAsync(page, 1);
        await page.EvaluateAsync("location.hash = '#cell-leak'");
        await page.UntilAsync("document.querySelector('#cell-leak').getClientRects().length > 0");
        Assert.Equal("", await TextAsync(page, "document.getElementById('passes').value"));
    }

    [ChromiumFact]
    public async Task Presented_it_goes_through_what_the_pass_shows()
    {
        await using BrowserPage page = await OpenAsync();
        const string at = "document.querySelector('.presenter-at').textContent.split('/ ')[1]";
        await page.EvaluateAsync("document.getElementById('present').click()");
        int all = int.Parse(await TextAsync(page, at));
        await ChooseAsync(page, 1);
        Assert.InRange(int.Parse(await TextAsync(page, at)), 5, all - 5);
        Assert.Equal("First pass", await TextAsync(page, "document.querySelector('.presenter-name').textContent"));
    }

    [ChromiumTheory]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task Axe_finds_nothing_in_either_language(int width, bool dark)
    {
        await using BrowserPage page = await OpenAsync(width, dark);
        await ChooseAsync(page, 1);
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Equal(width, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        await page.EvaluateAsync("document.querySelector('#languages [data-language=zh]').click()");
        Assert.StartsWith("第一遍", await TextAsync(page, "document.querySelector('.pass-begin').textContent"));
        Assert.StartsWith("第一遍到此结束", await TextAsync(page, "document.querySelector('.pass-end').textContent"));
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Empty(page.Errors);
    }

    private async Task<BrowserPage> OpenAsync(int width = 1280, bool dark = false)
    {
        BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenFileAsync(pages.Path);
        // A browser keeps the language that another test has chosen.
        await page.EvaluateAsync("document.querySelector('#languages [data-language=en]').click()");
        return page;
    }

    private static async Task ChooseAsync(BrowserPage page, int pass) => await page.EvaluateAsync(
        $"document.getElementById('passes').value = '{pass}'; " +
        "document.getElementById('passes').dispatchEvent(new Event('change'))");

    private static async Task<string[]> ShownAsync(BrowserPage page) =>
        [.. (await page.EvaluateAsync("[...document.querySelectorAll('main .cell')]" +
            ".filter(one => one.getClientRects().length).map(one => one.id.slice(5))"))!.AsArray()
            .Select(one => (string)one!)];

    private static Task<bool> IsSeenAsync(BrowserPage page, string selector) =>
        page.IsTrueAsync($"document.querySelector(\"{selector}\").getClientRects().length > 0");

    private static async Task<string> TextAsync(BrowserPage page, string expression) =>
        (string?)await page.EvaluateAsync(expression) ?? "";

    /// <summary>The sample with exercises, under a name that has a Chinese edition.</summary>
    public sealed class Pages : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("studykit-passes-").FullName;

        public Pages()
        {
            Notebook notebook = SampleNotebook.Create();
            notebook.Add(Cell.Create(CellKind.Markdown, "ends", "### Open questions\n\nWhy?\n\n### Exercises"));
            notebook.Add(Cell.Create(CellKind.Markdown, "more", "**Exercise 1**. Count the weights.", "exercise"));
            string path = System.IO.Path.Combine(_folder, "01-transformer.ipynb");
            notebook.Write(path);
            Path = ReportWriter.Write(path).Path;
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
