using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>The terms that the page's text links to, in English and Chinese, at its end.</summary>
internal static class GlossarySection
{
    private static readonly string Title =
        $"<span class=\"{PageTranslation.English}\">Glossary · <span lang=\"{ChineseEdition.Language}\">术语</span>" +
        $"</span><span class=\"{PageTranslation.Chinese}\" lang=\"{ChineseEdition.Language}\">术语表</span>";

    /// <param name="page">Knows the terms; gets the heading for the contents.</param>
    /// <param name="markdown">For the definitions.</param>
    /// <param name="below">HTML below a definition; null for none.</param>
    /// <returns>The section; empty where the text links to no term.</returns>
    public static string Html(
        PageContext page, MarkdownRenderer markdown, Func<GlossaryTerm, string>? below = null)
    {
        if (page.Terms.Count == 0) return "";
        Cell cell = Cell.Create(CellKind.Markdown, "glossary", "");
        StringBuilder terms = new();
        // A definition may link to a further term, which then comes along, too.
        HashSet<GlossaryTerm> written = [];
        SortedDictionary<string, string> entries = new(StringComparer.OrdinalIgnoreCase);
        while (page.Terms.FirstOrDefault(one => !written.Contains(one.Key)) is { Key: { } term, Value: { } id })
        {
            written.Add(term);
            entries[term.Name.Split(" · ")[0]] = $"<dt id=\"{Escaping.Html(id)}\">{Name(term.Name)}</dt>\n" +
                $"<dd>{Definition(term.Text, cell, markdown)}{below?.Invoke(term)}</dd>\n";
        }

        foreach (string entry in entries.Values) terms.Append(entry);
        string anchor = page.TakeId("glossary");
        page.Headings.Add(new Heading(2, anchor, Title));
        return $"""
            <section class="glossary prose" aria-labelledby="{anchor}">
            <h2 id="{anchor}">{Title}</h2>
            <dl>
            {terms}</dl>
            </section>

            """;
    }

    /// <summary>The English paragraph, and the Chinese one below it.</summary>
    private static string Definition(string text, Cell cell, MarkdownRenderer markdown)
    {
        string[] languages = text.Split("\n\n", 2);
        string english = markdown.Render(languages[0], cell, isOutput: true);
        if (languages.Length < 2) return english;
        string chinese = markdown.Render(languages[1], cell, isOutput: true);
        return $"<div class=\"{PageTranslation.English}\">{english}</div>" +
            $"<div class=\"in-glossary\" lang=\"{ChineseEdition.Language}\">{chinese}</div>";
    }

    private static string Name(string name)
    {
        string[] languages = name.Split(" · ", 2);
        return languages.Length < 2
            ? Escaping.Html(name)
            : $"<span data-kept>{Escaping.Html(languages[0])} · " +
                $"<span lang=\"zh-Hans\">{Escaping.Html(languages[1])}</span></span>";
    }
}
