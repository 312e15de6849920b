using AngleSharp.Dom;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Authors;

/// <summary>
/// HTML of an output that runs scripts or brings style sheets, in a frame of its own: another origin, no network, no
/// way to lead the page elsewhere, and ids that meet nobody else's.
/// </summary>
/// <remarks>
/// The frame's document inherits the page's content policy, so its scripts run because the page names their hashes; the
/// policy's
/// <c>frame-src 'none'</c> forbids the frame to navigate itself, <c>sandbox</c> without <c>allow-top-navigation</c> the
/// page.
/// </remarks>
internal static class HtmlFrame
{
    private static readonly string[] ScriptTypes = ["", "text/javascript", "application/javascript", "module"];

    /// <param name="body">The output's HTML; changed in place.</param>
    /// <param name="cell">The cell that made it.</param>
    /// <param name="page">Takes the scripts' texts.</param>
    public static string Html(IElement body, Cell cell, PageContext page)
    {
        Unloaded.Remove(body, cell, page);
        foreach (IElement script in body.QuerySelectorAll("script")
            .Where(one => ScriptTypes.Contains(one.GetAttribute("type") ?? "")))
        {
            page.Scripts.Add(script.TextContent);
        }

        foreach (IAttr handler in body.QuerySelectorAll("*")
            .SelectMany(element => element.Attributes).Where(ActiveContent.IsHandler))
        {
            page.Scripts.Add(handler.Value);
            page.HasHandlers = true;
        }

        string fit = Resource.Text("frame.js");
        page.Scripts.Add(fit);
        string document = $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
            <style>{Resource.Text("frame.css")}</style></head><body>{body.InnerHtml}
            <script>{fit}</script></body></html>
            """;
        string title = cell.ExecutionCount is { } count ? $"Output of cell {count}" : "Output of a cell";
        string inside = $"title=\"{title}\" srcdoc=\"{Escaping.Html(document)}\"";
        return $"""<iframe class="html-frame" sandbox="allow-scripts" {inside}></iframe>""";
    }
}
