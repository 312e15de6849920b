using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;

namespace StudyKit.Tests.Support.Browser;

/// <summary>axe-core, the accessibility checker, run in a page.</summary>
public static class Axe
{
    /// <returns>The serious and critical findings, one line each with the element.</returns>
    public static async Task<string[]> FindingsAsync(BrowserPage page)
    {
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript() + "; null");
        JsonNode? findings = await page.EvaluateAsync("axe.run(document, { resultTypes: ['violations'] " +
            "}).then(result => result.violations"
            + ".filter(finding => finding.impact === 'serious' || finding.impact === 'critical')"
            + ".flatMap(finding => finding.nodes.map(node => `${finding.id}: ${node.html.slice(0, 160)} " +
                "(${node.failureSummary})`)))");
        return [.. findings!.AsArray().Select(finding => (string)finding!)];
    }
}
