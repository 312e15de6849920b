using System.Diagnostics;
using System.Text.Json.Nodes;

namespace StudyKit.Tests.Support.Browser;

/// <summary>
/// One tab: opens a file, runs expressions in it, and keeps what the page asked for and complained about.
/// </summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DevTools _tools;
    private readonly string _session;
    private readonly string _target;
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BrowserPage(DevTools tools, string session, string target) =>
        (_tools, _session, _target) = (tools, session, target);

    /// <summary>The address of everything the page asked for, itself included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>
    /// Errors of scripts, messages of console.error, and what the browser logged as an error (policy violations too).
    /// </summary>
    public List<string> Errors { get; } = [];

    internal static async Task<BrowserPage> OpenAsync(DevTools tools, int width, bool dark, bool scripts)
    {
        string target =
            (string)(await tools.SendAsync("Target.createTarget",
                new JsonObject { ["url"] = "about:blank" }))["targetId"]!;
        string session =
            (string)(await tools.SendAsync("Target.attachToTarget", new JsonObject
            {
                ["targetId"] = target,
                ["flatten"] = true,
            }))["sessionId"]!;
        BrowserPage page = new(tools, session, target);
        tools.Listen(session, page.Hear);
        foreach (string domain in new[] { "Page", "Runtime", "Network", "Log" })
        {
            await page.SendAsync(domain + ".enable");
        }

        await page.SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] =
                width,
                ["height"] = 900,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = width < 600
            });
        await page.SetMediaAsync(dark);
        if (!scripts) await page.SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true });
        return page;
    }

    /// <summary>Sets what the system prefers, and whether the page is being printed.</summary>
    public Task SetMediaAsync(bool dark, bool print = false) => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = print ? "print" : "screen",
        ["features"] =
            new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
    });

    /// <summary>Opens a file and waits until it has loaded.</summary>
    public Task OpenFileAsync(string path) => OpenAsync(new Uri(path));

    /// <summary>Opens an address and waits until it has loaded.</summary>
    public async Task OpenAsync(Uri address)
    {
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await _loaded.Task.WaitAsync(Patience);
    }

    /// <summary>The value of an expression (a promise is awaited) as JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonNode result = await SendAsync(
            "Runtime.evaluate",
            new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        if (result["exceptionDetails"] is { } failure)
        {
            throw new InvalidOperationException($"{expression}\n{failure.ToJsonString()}");
        }

        return result["result"]!["value"]?.DeepClone();
    }

    public async Task<bool> IsTrueAsync(string expression) => (bool?)await EvaluateAsync(expression) ?? false;

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(50))
        {
            try
            {
                if (await IsTrueAsync(expression)) return;
            }
            catch (InvalidOperationException error) when (error.Message is
                "Runtime.evaluate: Inspected target navigated or closed"
                or "Runtime.evaluate: Execution context was destroyed."
                or "Runtime.evaluate: Cannot find default execution context")
            {
                // The page is being loaded anew: it is asked again.
            }
        }

        throw new TimeoutException($"Not true within {Patience.TotalSeconds:0} s: {expression}. The page's errors: " +
            $"{string.Join("; ", Errors)}");
    }

    /// <summary>What is on the screen, as PNG.</summary>
    public async Task<byte[]> PictureAsync() => Convert.FromBase64String(
        (string)(await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" }))["data"]!);

    /// <summary>Presses a key ("Tab", "Enter", "ArrowRight", "+").</summary>
    public async Task PressAsync(string key)
    {
        string? text = key.Length == 1 ? key : key == "Enter" ? "\r" : null;
        JsonObject down = new() { ["type"] = "keyDown", ["key"] = key, ["windowsVirtualKeyCode"] = KeyCode(key) };
        if (text is not null) down["text"] = text;
        await SendAsync("Input.dispatchKeyEvent", down);
        await SendAsync(
            "Input.dispatchKeyEvent",
            new JsonObject { ["type"] = "keyUp", ["key"] = key, ["windowsVirtualKeyCode"] = KeyCode(key) });
    }

    public async ValueTask DisposeAsync() =>
        await _tools.SendAsync("Target.closeTarget", new JsonObject { ["targetId"] = _target });

    private Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) =>
        _tools.SendAsync(method, parameters, _session);

    private void Hear(string method, JsonNode what)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                Requests.Add((string)what["request"]!["url"]!);
                break;
            case "Runtime.exceptionThrown":
                Errors.Add((string?)what["exceptionDetails"]!["exception"]?["description"]
                    ?? (string)what["exceptionDetails"]!["text"]!);
                break;
            case "Runtime.consoleAPICalled" when (string?)what["type"] is "error" or "assert":
                Errors.Add(what["args"]!.ToJsonString());
                break;
            case "Log.entryAdded" when (string?)what["entry"]!["level"] == "error":
                Errors.Add((string)what["entry"]!["text"]!);
                break;
        }
    }

    private static int KeyCode(string key) => key switch
    {
        "Tab" => 9,
        "Enter" => 13,
        "ArrowLeft" => 37,
        "ArrowUp" => 38,
        "ArrowRight" => 39,
        "ArrowDown" => 40,
        _ => char.ToUpperInvariant(key[0]),
    };
}
