using AngleSharp.Dom;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// The HTML that a Markdown cell may use: tags that mark up text, without scripts, styles or anything that loads.
/// </summary>
internal static class SafeTags
{
    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
        "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
        "input", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "align", "alt", "checked", "class", "colspan", "dir", "disabled", "height", "href", "id", "lang", "open",
        "rowspan", "scope", "span", "src", "start", "title", "type", "width",
    };

    private static readonly HashSet<string> Old = new(StringComparer.OrdinalIgnoreCase) { "center", "font" };

    public static bool Contains(string tag) => Tags.Contains(tag) || Old.Contains(tag);

    /// <summary>
    /// Removes what is not on the lists. Markdown's own output is on them; only HTML written by hand loses anything.
    /// </summary>
    public static void Clean(IElement root)
    {
        foreach (IElement old in root.QuerySelectorAll("*").ToArray())
        {
            IElement element = SafeStyle.Modern(old);
            if (!Tags.Contains(element.LocalName)
                || (element.LocalName == "input" && element.GetAttribute("type") != "checkbox"))
            {
                element.Replace([.. element.ChildNodes]);
                continue;
            }

            foreach (IAttr attribute in element.Attributes.ToArray())
            {
                // Markdown's tables align by a style of this one form.
                bool alignment = attribute.Name == "style" && element.LocalName is "td" or "th" && attribute.Value
                    .StartsWith("text-align: ", StringComparison.Ordinal) && attribute.Value.Length < 20;
                if (alignment) element.SetAttribute("align", attribute.Value[12..].TrimEnd(';'));
                if (attribute.Name == "style" && !alignment && SafeStyle.Of(attribute.Value) is { } style)
                {
                    attribute.Value = style;
                    continue;
                }

                if (!Attributes.Contains(attribute.Name)) element.RemoveAttribute(attribute.Name);
            }
        }
    }
}
