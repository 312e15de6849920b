using System.Diagnostics;

namespace StudyKit.Tests.Support.Browser;

/// <summary>
/// <c>axe FOLDER…</c>: every page of the folders (reports and their index) under the rules of WCAG 2.1 AA, light and
/// dark, on a desk and on a phone, in English and in Chinese.
/// </summary>
public static class AxeCommand
{
    private static readonly (int Width, bool Dark, string Language)[] Looks =
    [
        (1280, false, "en"), (1280, true, "zh"), (390, false, "zh"), (390, true, "en"),
    ];

    /// <returns>0 where nothing was found, 1 where something was, 2 where nothing could be looked at.</returns>
    public static async Task<int> RunAsync(string[] folders)
    {
        string[] pages =
        [
            .. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.html")).Order(StringComparer.Ordinal),
        ];
        if (Chromium.Executable is null || pages.Length == 0)
        {
            Console.Error.WriteLine(Chromium.Executable is null
                ? Chromium.Missing
                : "axe looks at the pages of folders. Expected: axe FOLDER…, with *.html in it. " +
                    $"Received: {string.Join(' ', folders)}.");
            return 2;
        }

        Chromium chromium = new();
        await chromium.InitializeAsync();
        int findings = 0;
        try
        {
            foreach (string path in pages)
            {
                Stopwatch clock = Stopwatch.StartNew();
                List<string> found = [];
                foreach ((int width, bool dark, string language) in Looks)
                {
                    foreach (string finding in await LookAsync(chromium, path, width, dark, language))
                    {
                        found.Add($"  {width} px, {(dark ? "dark" : "light")}, {language}: {finding}");
                    }
                }

                findings += found.Count;
                Console.WriteLine($"{Path.GetFileName(path)}: {found.Count} findings " +
                    $"({clock.Elapsed.TotalSeconds:0} s)");
                foreach (string finding in found.Distinct()) Console.WriteLine(finding);
            }
        }
        finally
        {
            await chromium.DisposeAsync();
        }

        return findings == 0 ? 0 : 1;
    }

    private static async Task<string[]> LookAsync(
        Chromium chromium, string path, int width, bool dark, string language)
    {
        await using BrowserPage page = await chromium.NewPageAsync(width, dark);
        await page.OpenFileAsync(path);
        await page.EvaluateAsync($"document.querySelector('#languages [data-language={language}]')?.click()");
        // The page looks at its boxes once more when it has come to rest.
        await page.EvaluateAsync("new Promise(done => setTimeout(done, 400))");
        return await Axe.WcagFindingsAsync(page);
    }
}
