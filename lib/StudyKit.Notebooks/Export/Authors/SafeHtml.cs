using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Ganss.Xss;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Authors;

/// <summary>
/// HTML of an output that stands in the page itself: text, tables and pictures, by lists of what is allowed. It can
/// neither run anything, nor load anything, nor leave its place.
/// </summary>
internal static partial class SafeHtml
{
    private static readonly string[] Tags =
    [
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
        "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4",
        "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "meter", "ol", "p", "pre", "progress", "q",
        "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr", "circle",
        "clippath", "defs", "desc", "ellipse", "g", "line", "lineargradient", "marker", "mask", "path", "pattern",
        "polygon", "polyline", "radialgradient", "rect", "stop", "svg", "symbol", "text", "textpath", "title", "tspan",
        "use", "math", "maction", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover",
        "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup",
        "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
    ];

    private static readonly string[] Attributes =
    [
        "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "clip-path", "clip-rule", "color",
        "colspan", "cx", "cy", "d", "dir", "display", "displaystyle", "dominant-baseline", "dx", "dy", "fill",
        "fill-opacity", "fill-rule", "font-family", "font-size", "font-style", "font-weight", "gradienttransform",
        "gradientunits", "headers", "height", "high", "href", "id", "lang", "letter-spacing", "linebreak", "low",
        "lspace", "marker-end", "marker-mid", "marker-start", "markerheight", "markerunits", "markerwidth", "mask",
        "mathbackground", "mathcolor", "mathvariant", "max", "min", "offset", "opacity", "open", "optimum", "orient",
        "paint-order", "patternunits", "points", "preserveaspectratio", "r", "refx", "refy", "rel", "role", "rotate",
        "rowspan", "rspace", "rx", "ry", "scope", "shape-rendering", "span", "spreadmethod", "src", "start",
        "stop-color", "stop-opacity", "stretchy", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
        "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "style", "summary", "text-anchor",
        "text-decoration", "textlength", "title", "transform", "translate", "valign", "value", "vector-effect",
        "viewbox", "width", "writing-mode", "x", "x1", "x2", "xmlns", "y", "y1", "y2",
    ];

    // None that moves a box out of its place (position, z-index, transform, negative margins are clamped by the
    // output's own box).
    private static readonly string[] Properties =
    [
        "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
        "border-radius", "border-right", "border-spacing", "border-style", "border-top", "border-width", "color",
        "display", "fill", "fill-opacity", "flex-wrap", "font", "font-family", "font-size", "font-style",
        "font-variant-numeric", "font-weight", "gap", "height", "justify-content", "line-height", "list-style-type",
        "max-height", "max-width", "min-width", "opacity", "overflow", "overflow-x", "overflow-y", "padding",
        "padding-bottom", "padding-left", "padding-right", "padding-top", "stroke", "stroke-dasharray",
        "stroke-opacity", "stroke-width", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top",
        "text-align", "text-anchor", "text-decoration", "vertical-align", "white-space", "width",
    ];

    /// <summary>Leaves what the lists allow, with ids of its own and headings below the page's.</summary>
    /// <param name="body">The output's HTML; changed in place.</param>
    /// <param name="cell">The cell that made it, for warnings.</param>
    /// <param name="page">Gives the ids.</param>
    public static IElement Settle(IElement body, Cell cell, PageContext page)
    {
        Unloaded.Remove(body, cell, page);
        IElement safe = MarkdownRenderer.Parse(Sanitizer().Sanitize(body.InnerHtml));
        foreach (IElement link in safe.QuerySelectorAll("a[href], area[href]"))
        {
            link.SetAttribute("rel", "noopener noreferrer");
        }

        foreach (IElement image in safe.QuerySelectorAll("img:not([alt])")) image.SetAttribute("alt", "");
        OwnIds(safe, page);
        foreach (IElement heading in safe.QuerySelectorAll("h1, h2, h3").ToArray()) Demote(heading);
        Tables.Settle(safe);
        return safe;
    }

    /// <summary>A sanitizer is not made for several threads, and is cheap to make.</summary>
    private static HtmlSanitizer Sanitizer()
    {
        HtmlSanitizer sanitizer = new(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(Properties, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "data"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src", "xlink:href"], StringComparer.OrdinalIgnoreCase),
        })
        {
            // A forbidden element goes with all that it holds.
            KeepChildNodes = false,
        };
        sanitizer.RemovingAttribute += (_, attempt) =>
            attempt.Cancel = attempt.Attribute.Name.StartsWith("aria-", StringComparison.Ordinal)
                || attempt.Attribute.Name.StartsWith("data-", StringComparison.Ordinal)
                    && attempt.Attribute.Name is not ("data-figure" or "data-live");
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = Allowed(url.Tag, url.SanitizedUrl);
        return sanitizer;
    }

    /// <summary>Links lead to the web, pictures lie in the page: a data address is for pictures only.</summary>
    private static string? Allowed(IElement element, string? url)
    {
        if (url is null) return null;
        bool isData = url.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
        if (element.LocalName == "img")
        {
            return url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? url : null;
        }

        return isData ? null : url;
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
        foreach (IAttr attribute in body.QuerySelectorAll("*").SelectMany(element => element.Attributes))
        {
            if (attribute.Name is "for" or "headers" or "list"
                || attribute.Name.StartsWith("aria-", StringComparison.Ordinal))
            {
                attribute.Value =
                    string.Join(' ', attribute.Value.Split(' ').Select(word => renamed.GetValueOrDefault(word, word)));
            }
            else if (attribute.Value.Contains('#'))
            {
                attribute.Value = References().Replace(attribute.Value, match =>
                    renamed.TryGetValue(match.Groups[1].Value, out string? id)
                        ? match.Value.Replace(match.Groups[1].Value, id, StringComparison.Ordinal)
                        : match.Value);
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

    [GeneratedRegex("""(?:url\(\s*["']?|^)#([^)"'\s]+)""")]
    private static partial Regex References();
}
