using AngleSharp.Dom;
using StudyKit.Charts;

namespace StudyKit.Notebooks.Export.Authors;

/// <summary>
/// What in an output's HTML does something: scripts, handlers, style sheets, and what embeds or submits.
/// </summary>
internal static class ActiveContent
{
    private const string Elements =
        "script, style, link, base, meta, title, iframe, frame, frameset, object, embed, portal, form, button, " +
        "input, select, textarea, " +
        "dialog, audio, video, template, slot, animate, animateMotion, animateTransform, set, foreignObject";

    /// <summary>Whether the page must give this HTML a frame of its own.</summary>
    public static bool In(IElement body) =>
        body.QuerySelector(Elements) is not null
        || body.QuerySelectorAll("*").SelectMany(element => element.Attributes).Any(IsHandler);

    /// <summary>
    /// Removes the style sheets that the page has already: the kit's figures' and .NET Interactive's.
    /// </summary>
    public static void RemoveKnownSheets(IElement body)
    {
        foreach (IElement style in body.QuerySelectorAll("style").Where(IsKnown).ToArray()) style.Remove();
    }

    /// <summary>An attribute such as <c>onclick</c>.</summary>
    public static bool IsHandler(IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(IElement style)
    {
        string css = style.TextContent.Trim();
        // The formatting library writes its sheet into every table of objects.
        return FigureStyle.Sheets.Any(sheet => sheet.Trim() == css)
            || css.StartsWith(".dni-code-hint {", StringComparison.Ordinal);
    }
}
