using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// Notes that were carried into the report: at their section, with their day, for readers without scripts and for
/// print. The page's script draws the same boxes, and lets them be changed.
/// </summary>
internal static partial class NotesView
{
    private const string Lead = "The headings that these notes were written at are not in this notebook any more.";

    /// <summary>Puts the notes of each heading behind it.</summary>
    /// <param name="html">A cell's text in one language.</param>
    /// <param name="page">Knows the notes, and by which English heading a Chinese one goes.</param>
    public static string At(string html, PageContext page)
    {
        if (page.Notes.Count == 0) return html;
        return HeadingPattern().Replace(html, match =>
        {
            string id = match.Groups["id"].Value;
            Heading? heading = page.Headings.FirstOrDefault(one => one.Id == id || one.Chinese?.Id == id);
            return match.Value + string.Concat(page.Notes.Where(note => note.Section == heading?.Id).Select(Box));
        });
    }

    /// <summary>Those whose section is gone, at the end: nothing is lost.</summary>
    /// <param name="page">Knows the notes, and all headings by now.</param>
    public static string Lost(PageContext page)
    {
        HashSet<string> known = [.. page.Headings.Select(one => one.Id)];
        ReadingNote[] lost = [.. page.Notes.Where(note => !known.Contains(note.Section))];
        if (lost.Length == 0) return "";
        StringBuilder html = new("<section class=\"lost-notes\" aria-labelledby=\"" + page.TakeId("lost-notes") +
            "\">\n<h2 id=\"lost-notes\">Notes without a section</h2>\n<p class=\"quiet\">" + Lead + "</p>\n");
        foreach (ReadingNote note in lost) html.Append(Box(note));
        return html.Append("</section>\n").ToString();
    }

    /// <summary>The notes for the page's script.</summary>
    public static string Json(IEnumerable<ReadingNote> notes) =>
        RecordJson.Write(new JsonArray([.. notes.Select(note => (JsonNode)new JsonObject
        {
            ["id"] = note.Id,
            ["section"] = note.Section,
            ["heading"] = note.Heading,
            ["text"] = note.Text,
            ["date"] = note.Date,
        })]));

    private static string Box(ReadingNote note)
    {
        string day = DateTimeOffset.TryParse(
            note.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? $" · {date:yyyy-MM-dd}" : "";
        string heading = note.Heading.Length > 0
            ? $"<span class=\"note-place\"> · {Escaping.Html(note.Heading)}</span>" : "";
        return $"<div class=\"page-note\" role=\"note\" data-note=\"{Escaping.Html(note.Id)}\" data-kept>" +
            $"<p class=\"label\"><span class=\"{PageTranslation.English}\">Note</span><span " +
            $"class=\"{PageTranslation.Chinese}\" lang=\"{ChineseEdition.Language}\">笔记</span>{day}{heading}</p>" +
            $"<p class=\"note-text\">{Escaping.Html(note.Text)}</p></div>\n";
    }

    [GeneratedRegex("<h[2-4] [^>]*?id=\"(?<id>[^\"]+)\"[^>]*>.*?</h[2-4]>", RegexOptions.Singleline)]
    private static partial Regex HeadingPattern();
}
