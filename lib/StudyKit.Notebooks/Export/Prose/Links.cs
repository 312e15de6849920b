using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// Links of a Markdown text: to the web with rel, to another notebook becomes to its report, to the glossary
/// becomes to the report's own, anything else loses its
/// target.
/// </summary>
internal static partial class Links
{
    private static readonly string[] WebSchemes = ["http://", "https://", "mailto:"];

    public static void Settle(IElement root, PageContext page, Cell cell)
    {
        foreach (IElement link in root.QuerySelectorAll("a[href]").ToArray())
        {
            string target = link.GetAttribute("href")!.Trim();
            if (target.StartsWith('#')) continue;
            if (WebSchemes.Any(scheme => target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            {
                link.SetAttribute("rel", "noopener noreferrer");
            }
            else if (Glossary.Of(target) is { } term)
            {
                link.SetAttribute("href", $"#{page.AddTerm(term)}");
                link.ClassName = "term";
            }
            else if (Report(target) is { } report)
            {
                link.SetAttribute("href", report);
            }
            else
            {
                page.Warn($"Cell {cell.Id}: a report lies alone, so the link to {target} was left out. Link to a web " +
                    "address, a notebook or a heading.");
                link.Replace([.. link.ChildNodes]);
            }
        }
    }

    /// <summary>A link to a heading that is not there leads nowhere: it is told, and becomes plain text.</summary>
    public static string Check(string html, PageContext page) => LocalLinks().Replace(html, match =>
    {
        string id = Uri.UnescapeDataString(WebUtility.HtmlDecode(match.Groups["id"].Value));
        if (page.IsTaken(id)) return match.Value;
        if (page.AnchorOf(id) is { } anchor) return $"<a href=\"#{WebUtility.HtmlEncode(anchor)}\">";
        page.Warn($"No heading has the anchor #{id}: the link to it was left out. The anchors are the headings' " +
            "Latin words, joined by hyphens.");
        return "<a>";
    });

    [GeneratedRegex("<a href=\"#(?<id>[^\"]+)\"[^>]*>")]
    private static partial Regex LocalLinks();

    /// <summary>Reports lie side by side under their notebooks' names.</summary>
    private static string? Report(string target)
    {
        string path = target.Split('#')[0];
        if (!path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) || path.Contains(':')) return null;
        return Path.GetFileNameWithoutExtension(path) + ".html" + target[path.Length..];
    }
}
