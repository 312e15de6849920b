using System.Text.RegularExpressions;
using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Authors;

/// <summary>
/// HTML that a cell's output brought: shown as its author made it, apart from what would break the page around it
/// (unclosed tags, ids used twice, headings above the page's own) or reach for the network.
/// </summary>
internal static partial class AuthorHtml
{
    private const string Loaders = "script[src], link, base, meta, iframe, frame, object, embed, portal, title";

    private static readonly string[] SourceAttributes =
    [
        "src", "srcset", "poster", "background", "data", "action", "formaction",
    ];

    public static IElement Settle(string html, Cell cell, PageContext page)
    {
        IElement body = MarkdownRenderer.Parse(html);
        RemoveLoaders(body, cell, page);
        OwnIds(body, page);
        foreach (IElement heading in body.QuerySelectorAll("h1, h2, h3").ToArray()) Demote(heading);
        foreach (IElement style in body.QuerySelectorAll("style")) Scope(style);
        Tables.Settle(body);
        AllowScripts(body, page);
        return body;
    }

    private static void RemoveLoaders(IElement body, Cell cell, PageContext page)
    {
        foreach (IElement element in body.QuerySelectorAll(Loaders).ToArray())
        {
            if (element.LocalName is "script" or "iframe" or "object" or "embed")
            {
                string source = element.GetAttribute("src") ?? element.GetAttribute("data") ?? "";
                page.Warn($"Cell {cell.Id}: the output wanted to load {source} ({element.LocalName}). A report loads " +
                    "nothing, so that part is missing.");
            }

            element.Remove();
        }

        foreach (IElement element in body.QuerySelectorAll("*"))
        {
            bool isLink = element.LocalName is "a" or "area";
            foreach (IAttr attribute in element.Attributes
                .Where(attribute => SourceAttributes.Contains(attribute.LocalName)
                    || (attribute.LocalName == "href" && !isLink)).ToArray())
            {
                if (attribute.Value.Length == 0 || attribute.Value.StartsWith('#')
                    || attribute.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                page.Warn($"Cell {cell.Id}: the output wanted to load {attribute.Value}. A report loads nothing, so " +
                    "that part is missing.");
                element.RemoveAttribute(attribute.Name);
            }

            if (isLink && element.HasAttribute("href")) element.SetAttribute("rel", "noopener noreferrer");
            if (element.LocalName == "img" && !element.HasAttribute("alt")) element.SetAttribute("alt", "");
        }
    }

    /// <summary>Two outputs may use the same id; the second gets another, everywhere it is meant.</summary>
    private static void OwnIds(IElement body, PageContext page)
    {
        Dictionary<string, string> renamed = [];
        foreach (IElement element in body.QuerySelectorAll("[id]"))
        {
            string id = page.TakeId(element.Id!.Length > 0 ? element.Id : "part");
            if (id != element.Id) renamed.TryAdd(element.Id, id);
            element.Id = id;
        }

        if (renamed.Count == 0) return;
        foreach (IElement element in body.QuerySelectorAll("*"))
        {
            foreach (IAttr attribute in element.Attributes)
            {
                if (attribute.Name is "for" or "headers" or "list"
                    || attribute.Name.StartsWith("aria-", StringComparison.Ordinal))
                {
                    attribute.Value = string.Join(
                        ' ', attribute.Value.Split(' ').Select(word => renamed.GetValueOrDefault(word, word)));
                }
                else if (attribute.Value.Contains('#'))
                {
                    attribute.Value = References().Replace(
                        attribute.Value,
                        match => renamed.TryGetValue(match.Groups[1].Value, out string? id)
                            ? match.Value.Replace(match.Groups[1].Value, id, StringComparison.Ordinal)
                            : match.Value);
                }
            }
        }
    }

    private static void Demote(IElement heading)
    {
        IElement lower = heading.Owner!.CreateElement("h" + (heading.LocalName[1] - '0' + 3));
        foreach (IAttr attribute in heading.Attributes) lower.SetAttribute(attribute.Name, attribute.Value);
        lower.Append([.. heading.ChildNodes]);
        heading.Replace(lower);
    }

    /// <summary>A style sheet of an output holds for that output.</summary>
    private static void Scope(IElement style)
    {
        string css = Imports().Replace(style.TextContent, "");
        if (!css.Contains("@scope", StringComparison.Ordinal) && style.Closest("svg") is null)
        {
            css = $"@scope {{ {css} }}";
        }

        style.TextContent = css;
    }

    private static void AllowScripts(IElement body, PageContext page)
    {
        foreach (IElement script in body.QuerySelectorAll("script"))
        {
            if (script.GetAttribute("type") is null or "" or "text/javascript" or "application/javascript" or "module")
            {
                page.Scripts.Add(script.TextContent);
            }
        }

        foreach (IAttr handler in body.QuerySelectorAll("*").SelectMany(element => element.Attributes)
            .Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)))
        {
            page.Scripts.Add(handler.Value);
            page.HasHandlers = true;
        }
    }

    [GeneratedRegex("""(?:url\(\s*["']?|^)#([^)"'\s]+)""")]
    private static partial Regex References();

    [GeneratedRegex(@"@import[^;]*;?")]
    private static partial Regex Imports();
}
