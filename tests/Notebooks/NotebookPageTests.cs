using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks;

/// <summary>The text of every notebook as a page, without a run: what is read on a phone holds and fits.</summary>
public sealed class NotebookPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Names => [.. QuickRuns.Names];

    [ChromiumTheory]
    [MemberData(nameof(Names))]
    public async Task It_fits_a_phone_in_both_lights_and_languages_and_its_formulas_are_understood(string name)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-page-").FullName;
        try
        {
            string copy = Path.Combine(folder, $"{name}.ipynb");
            File.Copy(SolutionFolder.File(Path.Combine("notebooks", $"{name}.ipynb")), copy);
            WrittenReport report = ReportWriter.Write(copy);
            Assert.Empty(report.Warnings);
            // Both languages stand in one page: the second light and language is looked at in one notebook.
            (bool Dark, string Language)[] looks = [(true, "zh"), (false, "en")];
            if (!name.StartsWith("01")) looks = looks[..1];
            foreach ((bool dark, string language) in looks)
            {
                await using BrowserPage page = await chromium.NewPageAsync(width: 360, dark);
                await page.OpenFileAsync(report.Path);
                await page.EvaluateAsync($"document.querySelector('[data-language={language}]').click()");
                string? said = (string?)await page.EvaluateAsync("document.documentElement.lang");
                Assert.Equal(language == "zh" ? "zh-Hans" : "en", said);
                await page.EvaluateAsync("document.querySelectorAll('.prose details').forEach(one => one.open = true)");
                Assert.Equal(360, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
                Assert.Empty(await Axe.FindingsAsync(page));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
