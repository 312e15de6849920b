using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace StudyKit.Tests.Support.Browser;

/// <summary>axe-core, the accessibility checker, run in a page.</summary>
public static class Axe
{
    private const int LongestElement = 160;

    /// <returns>The serious and critical findings, one line each with the element.</returns>
    public static async Task<string[]> FindingsAsync(BrowserPage page)
    {
        AxeResult result = await page.Page.RunAxe();
        return
        [
            .. result.Violations.Where(finding => finding.Impact is "serious" or "critical")
                .SelectMany(finding => finding.Nodes.Select(node => $"{finding.Id}: {Short(node.Html)} " +
                    $"({string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(one => one.Message))})")),
        ];
    }

    private static string Short(string html) => html.Length > LongestElement ? html[..LongestElement] : html;
}
