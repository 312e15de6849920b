using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// On paper a link cannot be followed: each link to the web has a number there, and the page ends with the addresses.
/// The same address has one number, in both languages. Links within the page have none.
/// </summary>
internal static partial class PrintLinks
{
    /// <summary>Numbers the links of a page's content.</summary>
    /// <param name="html">The content.</param>
    /// <returns>The content with numbers; the list of addresses, empty without any.</returns>
    public static (string Html, string List) Of(string html)
    {
        List<string> addresses = [];
        string numbered = WebLink().Replace(html, link =>
        {
            string address = WebUtility.HtmlDecode(link.Groups["to"].Value);
            int at = addresses.IndexOf(address);
            if (at < 0)
            {
                at = addresses.Count;
                addresses.Add(address);
            }

            return $"<a data-link=\"{at + 1}\"{link.Value[2..]}";
        });
        if (addresses.Count == 0) return (html, "");
        StringBuilder list = new("<section class=\"print-links\">\n<h2>Links</h2>\n<ol translate=\"no\">\n");
        foreach (string address in addresses) list.Append($"<li>{Escaping.Html(address)}</li>\n");
        return (numbered, list.Append("</ol>\n</section>\n").ToString());
    }

    [GeneratedRegex("""<a(?=\s)[^>]*?\shref="(?<to>https?://[^"]+)"[^>]*>""")]
    private static partial Regex WebLink();
}
