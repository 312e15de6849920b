using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>A text that the index has in both languages.</summary>
internal static class Bilingual
{
    /// <summary>The text, one language of which is shown; in English alone where there is no Chinese.</summary>
    /// <param name="english">The text, not yet escaped.</param>
    /// <param name="chinese">The same in Chinese; empty for none.</param>
    public static string Html(string english, string chinese) => chinese.Length == 0
        ? $"<span data-kept>{Escaping.Html(english)}</span>"
        : $"<span class=\"{PageTranslation.English}\">{Escaping.Html(english)}</span>" +
            $"<span class=\"{PageTranslation.Chinese}\" lang=\"{ChineseEdition.Language}\">" +
            $"{Escaping.Html(chinese)}</span>";

    /// <summary>Where in a report: a link to a section by its title.</summary>
    /// <param name="paper">The report's notebook.</param>
    /// <param name="section">The section.</param>
    /// <param name="anchor">A place in it; its heading when null.</param>
    public static string Link(IndexedPaper paper, IndexedSection section, string? anchor = null) =>
        $"<a href=\"{Escaping.Html(paper.At(anchor ?? section.Anchor))}\">" +
        $"{Html(section.Title, section.ChineseTitle)}</a>";

    /// <summary>A heading of a list's part: the notebook, and the paper's title.</summary>
    public static string Heading(IndexedPaper paper) =>
        $"<h3><code translate=\"no\">{Escaping.Html(paper.Name)}</code> {Escaping.Html(paper.Paper.Title)}</h3>\n";
}
