using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StudyKit.Tests.Support.Browser;

/// <summary>
/// One page: opens a file, runs expressions in it, and keeps what the page asked for and complained about.
/// </summary>
public sealed class BrowserPage : IAsyncDisposable
{
    /// <summary>How long anything may take, in milliseconds: the machine may be busy.</summary>
    private const int Patience = 120_000;

    private readonly IBrowserContext _window;

    internal BrowserPage(IBrowserContext window, IPage page)
    {
        (_window, Page) = (window, page);
        page.SetDefaultTimeout(Patience);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "assert") Errors.Add(message.Text);
        };
    }

    /// <summary>Playwright's page.</summary>
    public IPage Page { get; }

    /// <summary>The address of everything the page asked for, itself included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>
    /// Errors of scripts, messages of console.error, and what the browser logged as an error (policy violations too).
    /// </summary>
    public List<string> Errors { get; } = [];

    /// <summary>Sets what the system prefers, and whether the page is being printed.</summary>
    public Task SetMediaAsync(bool dark, bool print = false) => Page.EmulateMediaAsync(new()
    {
        Media = print ? Media.Print : Media.Screen,
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
    });

    /// <summary>Opens a file and waits until it has loaded.</summary>
    public Task OpenFileAsync(string path) => OpenAsync(new Uri(path));

    /// <summary>Opens an address and waits until it has loaded.</summary>
    public Task OpenAsync(Uri address) => Page.GotoAsync(address.AbsoluteUri);

    /// <summary>The value of an expression (a promise is awaited) as JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression) =>
        await Page.EvaluateAsync<JsonElement?>(expression) is { } value
            ? JsonNode.Parse(value.GetRawText())
            : null;

    public async Task<bool> IsTrueAsync(string expression) => (bool?)await EvaluateAsync(expression) ?? false;

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        for (long end = Environment.TickCount64 + Patience; Environment.TickCount64 < end; await Task.Delay(50))
        {
            try
            {
                if (await IsTrueAsync(expression)) return;
            }
            catch (PlaywrightException error) when (error.Message.Contains(
                "context was destroyed", StringComparison.Ordinal))
            {
                // The page is being loaded anew: it is asked again.
            }
        }

        throw new TimeoutException($"Not true within {Patience / 1000} s: {expression}. The page's errors: " +
            $"{string.Join("; ", Errors)}");
    }

    /// <summary>What is on the screen, as PNG.</summary>
    public Task<byte[]> PictureAsync() => Page.ScreenshotAsync();

    /// <summary>Presses a key ("Tab", "Enter", "ArrowRight", "+").</summary>
    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    public async ValueTask DisposeAsync() => await _window.CloseAsync();
}
