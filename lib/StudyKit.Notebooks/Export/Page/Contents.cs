using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The contents: passes, sections and experiments as a list beside the text, folded on narrow screens.
/// </summary>
internal static class Contents
{
    private const int Deepest = 3;

    public static string Html(IReadOnlyList<Heading> headings)
    {
        StringBuilder list = new();
        int level = 1;
        foreach (Heading heading in headings.Where(heading => heading.Level <= Deepest))
        {
            // A list opens inside the item above it, so levels are entered one at a time.
            if (heading.Level > level)
            {
                list.Append("<ol>");
                level++;
            }
            else
            {
                list.Append("</li>");
                for (; level > heading.Level; level--) list.Append("</ol></li>");
            }

            list.Append($"<li>{Link(heading, heading.Chinese is null ? "" : $" class=\"{PageTranslation.English}\"")}");
            if (heading.Chinese is { } chinese)
            {
                string other = $" class=\"{PageTranslation.Chinese}\" lang=\"{ChineseEdition.Language}\"";
                list.Append(Link(chinese, other));
            }
        }

        for (; level > 1; level--) list.Append("</li></ol>");
        return "<nav class=\"contents\" " +
            $"aria-label=\"Contents\"><details><summary>Contents</summary>{list}</details></nav>\n";
    }

    private static string Link(Heading heading, string attributes) =>
        $"<a{attributes} href=\"#{Escaping.Html(heading.Id)}\">{heading.Html}</a>";
}
