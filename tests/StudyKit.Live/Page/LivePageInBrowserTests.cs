using StudyKit.Live.Rendering;
using StudyKit.Live.Server;
using StudyKit.Live.State;
using StudyKit.Tests.Live.State;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Live.Page;

/// <summary>The page in a browser: everybody can use it, and nothing but its own server is asked.</summary>
public sealed class LivePageInBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task It_is_accessible_in_light_and_dark_wide_and_narrow_and_asks_its_own_server_only()
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(
            ("title", "# A small reading\n\nText with $a^2$.", []),
            ("p", "string scale = \"quick\"; // how much\nint heads = 4;\nbool on = true;", ["parameters"]),
            ("slider", "double rate = 0.5;   // slider 0..1 step 0.1", []),
            ("print", "Console.WriteLine(heads);\nheads", []),
            ("wrong", "throw new InvalidOperationException(\"no\");", []));
        // The renderer of the page itself, so that it connects to the server that serves it.
        await using LiveServer server = await LiveServer.StartAsync(
            fixture.Desk, new FrameStore(), PortHold.Take(fixture.Port, fixture.Folder));
        (_, Listener window) = await fixture.OpenAsync();
        await fixture.RunAsync(window, "all");
        foreach ((int width, bool dark) in new[] { (1280, false), (1280, true), (390, false), (390, true) })
        {
            await using BrowserPage page = await chromium.NewPageAsync(width, dark);
            await page.OpenAsync(server.Address);
            await page.UntilAsync("document.querySelector('.live-state')?.dataset.state === 'ready'");
            await page.UntilAsync("document.querySelectorAll('.cm-editor').length >= 2");
            await page.EvaluateAsync("document.querySelector('.live-menu summary').click()");
            Assert.Empty(await Axe.FindingsAsync(page));
            Assert.Empty(page.Errors);
            Assert.All(page.Requests, one => Assert.True(
                one.StartsWith(server.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                    || one.StartsWith("ws://127.0.0.1", StringComparison.Ordinal)
                    || one.StartsWith("data:", StringComparison.Ordinal), one));
        }
    }
}
