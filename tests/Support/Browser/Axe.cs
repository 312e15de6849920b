using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace StudyKit.Tests.Support.Browser;

/// <summary>axe-core, the accessibility checker, run in a page.</summary>
public static class Axe
{
    private const int LongestElement = 160;

    // A picture is checked as a whole: its thousands of marks have no rule of their own, and take most of the time.
    private const string EmptyPictures =
        "document.querySelectorAll('svg:not(.icons, .icon)').forEach(picture => [...picture.children]" +
        ".filter(part => !part.matches('title, desc')).forEach(part => part.remove()))";

    /// <returns>The serious and critical findings, one line each with the element.</returns>
    public static async Task<string[]> FindingsAsync(BrowserPage page) =>
        Lines(await page.Page.RunAxe(), finding => finding.Impact is "serious" or "critical");

    /// <returns>
    /// All findings under the rules of WCAG 2.1 AA, one line each with the element; advice beyond WCAG is left out.
    /// </returns>
    /// <remarks>The pictures of the page are empty afterwards.</remarks>
    public static Task<string[]> WcagFindingsAsync(BrowserPage page) =>
        EmptyAsync(page, new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });

    /// <returns>The findings about colours alone: what light and dark can differ in.</returns>
    /// <remarks>The pictures of the page are empty afterwards.</remarks>
    public static Task<string[]> ColourFindingsAsync(BrowserPage page) =>
        EmptyAsync(page, new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] });

    private static async Task<string[]> EmptyAsync(BrowserPage page, RunOnlyOptions rules)
    {
        await page.EvaluateAsync(EmptyPictures);
        return Lines(await page.Page.RunAxe(new AxeRunOptions { RunOnly = rules }), _ => true);
    }

    private static string[] Lines(AxeResult result, Func<AxeResultItem, bool> counts) =>
    [
        .. result.Violations.Where(counts)
            .SelectMany(finding => finding.Nodes.Select(node => $"{finding.Id}: {Short(node.Html)} " +
                $"({string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(one => one.Message))})")),
    ];

    private static string Short(string html) => html.Length > LongestElement ? html[..LongestElement] : html;
}
