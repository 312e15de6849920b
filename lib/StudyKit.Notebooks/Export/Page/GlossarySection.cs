using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>The terms that the page's text links to, in English and Chinese, at its end.</summary>
internal static class GlossarySection
{
    private const string Title = "Glossary · 术语";

    /// <param name="page">Knows the terms; gets the heading for the contents.</param>
    /// <param name="markdown">For the definitions.</param>
    /// <returns>The section; empty where the text links to no term.</returns>
    public static string Html(PageContext page, MarkdownRenderer markdown)
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
                $"<dd>{markdown.Render(term.Text, cell, isOutput: true)}</dd>\n";
        }

        foreach (string entry in entries.Values) terms.Append(entry);
        string anchor = page.TakeId("glossary");
        page.Headings.Add(new Heading(2, anchor, Name(Title)));
        return $"""
            <section class="glossary prose" aria-labelledby="{anchor}">
            <h2 id="{anchor}">{Name(Title)}</h2>
            <dl>
            {terms}</dl>
            </section>

            """;
    }

    private static string Name(string name)
    {
        string[] languages = name.Split(" · ", 2);
        return languages.Length < 2
            ? Escaping.Html(name)
            : $"{Escaping.Html(languages[0])} · <span lang=\"zh-Hans\">{Escaping.Html(languages[1])}</span>";
    }
}
