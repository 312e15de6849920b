using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Page;

namespace StudyKit.Notebooks.Export;

/// <summary>A page in the look of the reports for something that is no notebook. It opens without a network.</summary>
public static class PlainPage
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="kicker">A word above the title.</param>
    /// <param name="title">The title.</param>
    /// <param name="lead">One sentence that says the outcome.</param>
    /// <param name="html">The content, from &lt;h2&gt; on; the caller has escaped what others wrote.</param>
    /// <exception cref="IOException">The page could not be written; an older one is unchanged.</exception>
    public static void Write(string path, string kicker, string title, string lead, string html)
    {
        StringBuilder content = new();
        content.Append("<div class=\"bar\"><button type=\"button\" id=\"theme\" " +
            $"hidden>{Html.Icon("theme")}<span>Theme</span></button></div>\n");
        content.Append("<div class=\"page index\">\n<header class=\"masthead\" id=\"top\">\n<p " +
            $"class=\"kicker\">{Escaping.Html(kicker)}</p>\n<h1>{Escaping.Html(title)}</h1>\n<p " +
            $"class=\"paper-claim\">{Escaping.Html(lead)}</p>\n</header>\n");
        content.Append($"<main id=\"main\" class=\"prose\" tabindex=\"-1\">\n{html}</main>\n</div>\n");
        AtomicFile.WriteText(path, HtmlPage.Html(title, lead, content.ToString(), new PageContext()));
    }
}
