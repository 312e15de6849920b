using Microsoft.Playwright;

namespace StudyKit.Tests.Support.Browser;

/// <summary>
/// A headless Chromium of the system, driven by Playwright; each page has an empty profile of its own.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing =
        "No Chromium in PATH: install one (Debian: apt-get install chromium) to run the browser tests.";

    /// <summary>The browser's path; null when this machine has none.</summary>
    public static string? Executable { get; } = Find();

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Timeout = 120_000 });
    }

    /// <summary>A page in a window of its own.</summary>
    /// <param name="width">Width of the screen in CSS pixels.</param>
    /// <param name="dark">What the system prefers.</param>
    /// <param name="scripts">Whether the page's scripts may run.</param>
    public async Task<BrowserPage> NewPageAsync(int width = 1280, bool dark = false, bool scripts = true)
    {
        IBrowserContext window = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            DeviceScaleFactor = 1,
            IsMobile = width < 600,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
        });
        return new BrowserPage(window, await window.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static string? Find()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        string[] folders = (Environment.GetEnvironmentVariable("PATH")
            ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
