using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Authors;

/// <summary>Takes out what an output wanted to load, and says so: a report loads nothing.</summary>
internal static class Unloaded
{
    private const string Loaders = "script[src], link, base, meta, iframe, frame, object, embed, portal";

    private static readonly string[] SourceAttributes =
    [
        "src", "srcset", "poster", "background", "data", "action", "formaction",
    ];

    public static void Remove(IElement body, Cell cell, PageContext page)
    {
        foreach (IElement element in body.QuerySelectorAll(Loaders).ToArray())
        {
            if (element.LocalName is "script" or "iframe" or "object" or "embed")
            {
                Warn(element.GetAttribute("src") ?? element.GetAttribute("data") ?? element.LocalName);
            }

            element.Remove();
        }

        foreach (IElement element in body.QuerySelectorAll("*"))
        {
            bool isLink = element.LocalName is "a" or "area";
            foreach (IAttr attribute in element.Attributes.Where(one => Loads(one, isLink)).ToArray())
            {
                if (IsHere(attribute.Value)) continue;
                Warn(attribute.Value);
                element.RemoveAttribute(attribute.Name);
            }
        }

        void Warn(string what) =>
            page.Warn($"Cell {cell.Id}: the output wanted to load {what}. A report loads nothing, so that part " +
                "is missing.");
    }

    private static bool Loads(IAttr attribute, bool isLink) =>
        SourceAttributes.Contains(attribute.LocalName) || (attribute.LocalName == "href" && !isLink);

    private static bool IsHere(string address) =>
        address.Length == 0 || address.StartsWith('#')
            || address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
}
