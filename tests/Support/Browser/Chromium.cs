using System.Diagnostics;

namespace StudyKit.Tests.Support.Browser;

/// <summary>
/// A headless Chromium of the system, driven through its DevTools protocol, with an empty profile of its own.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
        "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
        "--remote-debugging-port=0",
    ];

    private readonly string _profile = Directory.CreateTempSubdirectory("studykit-chromium-").FullName;
    private Process? _process;
    private DevTools? _devTools;

    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing =
        "No Chromium in PATH: install one (Debian: apt-get install chromium) to run the browser tests.";

    /// <summary>The browser's path; null when this machine has none.</summary>
    public static string? Executable { get; } = Find();

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        ProcessStartInfo start = new(Executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string flag in Flags) start.ArgumentList.Add(flag);
        start.ArgumentList.Add($"--user-data-dir={_profile}");
        start.ArgumentList.Add("about:blank");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _devTools = await DevTools.ConnectAsync(await AddressAsync());
    }

    /// <summary>A page in a new tab.</summary>
    /// <param name="width">Width of the screen in CSS pixels.</param>
    /// <param name="dark">What the system prefers.</param>
    /// <param name="scripts">Whether the page's scripts may run.</param>
    public Task<BrowserPage> NewPageAsync(int width = 1280, bool dark = false, bool scripts = true) =>
        BrowserPage.OpenAsync(_devTools!, width, dark, scripts);

    public async ValueTask DisposeAsync()
    {
        if (_devTools is not null) await _devTools.DisposeAsync();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        for (int i = 0; i < 10 && Directory.Exists(_profile); i++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                // A helper process is still writing its last file.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Chromium writes its port and path into its profile when it listens.</summary>
    private async Task<Uri> AddressAsync()
    {
        string file = Path.Combine(_profile, "DevToolsActivePort");
        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(50))
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file) is [var port, var path, ..])
            {
                return new Uri($"ws://127.0.0.1:{port}{path}");
            }

            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"{Executable} ended with code {_process.ExitCode} before it " +
                    "listened.");
            }
        }

        throw new TimeoutException($"{Executable} did not listen within {Patience.TotalSeconds:0} s.");
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
