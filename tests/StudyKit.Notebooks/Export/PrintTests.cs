using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Prose;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The page on paper: links as footnotes, figures whole, one column.</summary>
public sealed class PrintTests(Chromium chromium, ReportFixture report)
    : IClassFixture<Chromium>, IClassFixture<ReportFixture>
{
    [Fact]
    public void Links_to_the_web_are_numbered_by_address_and_listed_and_others_are_not()
    {
        (string html, string list) = PrintLinks.Of("<p><a href=\"https://a.org/?x=1&amp;y=2\">a</a> " +
            "<a class=\"term\" href=\"#here\">here</a> <a rel=\"noopener\" href=\"http://b.org/\">b</a> " +
            "<a href=\"https://a.org/?x=1&amp;y=2\" rel=\"noopener\">again</a></p>");
        Assert.Contains("<a data-link=\"1\" href=\"https://a.org/?x=1&amp;y=2\">a</a>", html);
        Assert.Contains("<a class=\"term\" href=\"#here\">", html);
        Assert.Contains("<a data-link=\"2\" rel=\"noopener\" href=\"http://b.org/\">b</a>", html);
        Assert.Contains("<a data-link=\"1\" href=\"https://a.org/?x=1&amp;y=2\" rel=\"noopener\">again</a>", html);
        Assert.Equal(2, list.Split("<li>").Length - 1);
        Assert.Contains("<li>https://a.org/?x=1&amp;y=2</li>", list);
    }

    [Fact]
    public void A_page_without_links_has_no_list() => Assert.Equal("", PrintLinks.Of("<p>none</p>").List);

    [ChromiumFact]
    public async Task Only_paper_shows_the_footnotes_and_it_has_one_column()
    {
        await using BrowserPage page = await chromium.NewPageAsync(width: 1280);
        await page.OpenFileAsync(report.Report.Path);
        const string list = "document.querySelector('.print-links').getBoundingClientRect().height";
        const string number = "getComputedStyle(document.querySelector('main a[data-link]'), '::after').content";
        Assert.True(await page.IsTrueAsync($"{list} === 0 && {number} === 'none'"));
        await page.EvaluateAsync("document.documentElement.dataset.language = 'both'");
        await page.SetMediaAsync(dark: false, print: true);
        Assert.True(await page.IsTrueAsync($"{list} > 20 && {number} !== 'none'"));
        Assert.True(await page.IsTrueAsync("[...document.querySelectorAll('main .cell')].every(one => " +
            "getComputedStyle(one).display !== 'grid')"));
        Assert.True(await page.IsTrueAsync("[...document.querySelectorAll('.figure')].every(one => " +
            "getComputedStyle(one).breakInside === 'avoid')"));
        // A page has 261 mm: what is drawn is lower than that.
        Assert.True(await page.IsTrueAsync("[...document.querySelectorAll('.figure-static svg')].every(one => " +
            "one.getBoundingClientRect().height < 230 / 25.4 * 96)"));
    }

    [ChromiumFact]
    public async Task While_one_presents_paper_still_has_the_whole_page()
    {
        await using BrowserPage page = await chromium.NewPageAsync();
        await page.OpenFileAsync(report.Report.Path);
        await page.EvaluateAsync("document.getElementById('present').click()");
        await page.SetMediaAsync(dark: false, print: true);
        Assert.True(await page.IsTrueAsync("[...document.querySelectorAll('main .cell')].every(one => " +
            "one.getBoundingClientRect().height > 0)"));
        Assert.True(await page.IsTrueAsync(
            "document.querySelector('.presenter').getBoundingClientRect().height === 0"));
    }
}
