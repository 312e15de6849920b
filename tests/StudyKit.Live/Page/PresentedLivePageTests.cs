using StudyKit.Live.Rendering;
using StudyKit.Live.Server;
using StudyKit.Live.State;
using StudyKit.Tests.Live.State;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Live.Page;

/// <summary>The report's presenter's view and passes, on the live page: cells run on their screen.</summary>
public sealed class PresentedLivePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumTheory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task A_cell_that_runs_shows_its_output_on_the_screen_that_is_presented(int width, bool dark)
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(
            ("title", "# A small reading\n\nText.", []),
            ("first", "## First pass\n\nOne.", []),
            ("second", "## ⑦ Experiments\n\nTwo.", []),
            ("print", "Console.WriteLine(\"seven \" + 7 * 11);", []),
            ("third", "## ⑧ Comments\n\nThree.", []));
        await using LiveServer server = await LiveServer.StartAsync(
            fixture.Desk, new FrameStore(), PortHold.Take(fixture.Port, fixture.Folder));
        await using BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenAsync(server.Address);
        await page.UntilAsync("document.querySelector('.live-state')?.dataset.state === 'ready'");
        await page.EvaluateAsync("document.getElementById('present').click()");
        for (int i = 0; i < 2; i++) await page.PressAsync("PageDown");
        await page.UntilAsync("document.querySelector('.presenter-name').textContent.startsWith('⑦')");
        Assert.True(await page.IsTrueAsync("document.querySelector('#cell-third').getClientRects().length === 0"));
        await page.EvaluateAsync("document.querySelector('#cell-print .live-tools > button').click()");
        await page.UntilAsync("document.querySelector('#cell-print .outputs')?.textContent.includes('seven 77') && " +
            "document.querySelector('#cell-print pre.stream').getClientRects().length > 0");
        await page.UntilAsync("document.querySelector('.presenter-name').textContent.startsWith('⑦')");
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Equal(width, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        await page.EvaluateAsync("document.querySelector('.presenter-leave').click()");
        await page.EvaluateAsync("document.getElementById('passes').value = '2'; " +
            "document.getElementById('passes').dispatchEvent(new Event('change'))");
        Assert.True(await page.IsTrueAsync("document.querySelector('#cell-print').getClientRects().length === 0"));
        Assert.Empty(page.Errors);
    }
}
