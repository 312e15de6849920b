using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;

namespace StudyKit.Tests.Support.Browser;

/// <summary>axe-core, the accessibility checker, run in a page.</summary>
public static class Axe
{
    // A picture is checked as a whole: its thousands of marks have no rule of their own, and take most of the time.
    private const string EmptyPictures =
        "document.querySelectorAll('svg:not(.icons, .icon)').forEach(picture => [...picture.children]" +
        ".filter(part => !part.matches('title, desc')).forEach(part => part.remove()))";

    /// <returns>The serious and critical findings, one line each with the element.</returns>
    public static Task<string[]> FindingsAsync(BrowserPage page) => RunAsync(
        page,
        "{ resultTypes: ['violations'] }",
        "finding => finding.impact === 'serious' || finding.impact === 'critical'");

    /// <returns>
    /// All findings under the rules of WCAG 2.1 AA, one line each with the element; advice beyond WCAG is left out.
    /// </returns>
    /// <remarks>The pictures of the page are empty afterwards.</remarks>
    public static async Task<string[]> WcagFindingsAsync(BrowserPage page)
    {
        await page.EvaluateAsync(EmptyPictures);
        return await RunAsync(
            page,
            "{ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }",
            "() => true");
    }

    /// <returns>The findings about colours alone: what light and dark can differ in.</returns>
    /// <remarks>The pictures of the page are empty afterwards.</remarks>
    public static async Task<string[]> ColourFindingsAsync(BrowserPage page)
    {
        await page.EvaluateAsync(EmptyPictures);
        return await RunAsync(
            page,
            "{ resultTypes: ['violations'], runOnly: { type: 'rule', " +
            "values: ['color-contrast', 'link-in-text-block'] } }",
            "() => true");
    }

    private static async Task<string[]> RunAsync(BrowserPage page, string options, string counts)
    {
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript() + "; null");
        JsonNode? findings = await page.EvaluateAsync($"axe.run(document, {options}).then(result => result.violations"
            + $".filter({counts})"
            + ".flatMap(finding => finding.nodes.map(node => `${finding.id}: ${node.html.slice(0, 160)} " +
                "(${node.failureSummary})`)))");
        return [.. findings!.AsArray().Select(finding => (string)finding!)];
    }
}
