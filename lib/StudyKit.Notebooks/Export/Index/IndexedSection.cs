using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Page;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>A text that a search finds: where it stands in the report, in both languages.</summary>
/// <param name="Anchor">The id of its place, the same in both languages.</param>
/// <param name="English">The text.</param>
/// <param name="Chinese">The same in Chinese; empty where there is none.</param>
internal sealed record IndexedText(string Anchor, string English, string Chinese);

/// <summary>A part of a notebook from one heading to the next.</summary>
/// <param name="Anchor">The id of the cell with the heading.</param>
/// <param name="English">The heading.</param>
/// <param name="Chinese">The heading in Chinese; empty where there is none.</param>
internal sealed partial record IndexedSection(string Anchor, string English, string Chinese)
{
    private const int Longest = 20_000;

    /// <summary>What stands in it, in order.</summary>
    public List<IndexedText> Texts { get; } = [];

    /// <summary>The terms of the glossary that its text links to.</summary>
    public HashSet<string> Terms { get; } = new(StringComparer.Ordinal);

    /// <summary>The cells that stand in it, by id.</summary>
    public HashSet<string> Cells { get; } = new(StringComparer.Ordinal);

    /// <summary>The English heading alone: headings of the eight sections have both languages.</summary>
    public string Title => Split(English)[0];

    /// <summary>The Chinese heading; that of a bilingual heading where there is no other.</summary>
    public string ChineseTitle => Chinese.Length > 0 ? Chinese : Split(English).ElementAtOrDefault(1) ?? "";

    /// <summary>Cuts a notebook at its headings.</summary>
    /// <param name="paper">The notebook.</param>
    public static IReadOnlyList<IndexedSection> Of(IndexedPaper paper)
    {
        List<IndexedSection> sections = [new("top", paper.Paper.Title, "")];
        foreach (Cell cell in paper.Notebook.Cells.Where(cell => !cell.HasTag("remove-cell")))
        {
            if (cell.Kind == CellKind.Markdown) Prose(sections, cell, paper);
            else if (cell.Kind == CellKind.Code && !cell.HasTag("remove-output")) Outputs(sections[^1], cell, paper);
        }

        return sections;
    }

    private static void Prose(List<IndexedSection> sections, Cell cell, IndexedPaper paper)
    {
        string anchor = CellRenderer.Anchor(cell.Id);
        IReadOnlyList<MarkdownPart> parts = MarkdownPart.Of(cell.Source);
        IReadOnlyList<MarkdownPart> chinese = MarkdownPart.Of(paper.Edition?.Text(cell) ?? "");
        for (int i = 0; i < parts.Count; i++)
        {
            // Both editions have the same headings; a text that lost one is shown in English alone.
            MarkdownPart? twin = chinese.Count == parts.Count ? chinese[i] : null;
            if (parts[i].Heading.Length > 0 && !(sections.Count == 1 && parts[i].Heading == paper.Paper.Title))
            {
                sections.Add(new IndexedSection(anchor, SearchText.OfMarkdown(parts[i].Heading),
                    twin is null ? "" : SearchText.OfMarkdown(twin.Heading)));
            }

            sections[^1].Cells.Add(cell.Id);
            foreach (Match term in Term().Matches(parts[i].Body)) sections[^1].Terms.Add(term.Groups[1].Value);
            Add(sections[^1], anchor, SearchText.OfMarkdown(parts[i].Body),
                twin is null ? "" : SearchText.OfMarkdown(twin.Body));
        }
    }

    /// <summary>What outputs say in words: captions of figures and tables, claims, and text.</summary>
    private static void Outputs(IndexedSection section, Cell cell, IndexedPaper paper)
    {
        section.Cells.Add(cell.Id);
        string anchor = CellRenderer.Anchor(cell.Id);
        foreach (DataOutput output in cell.Outputs.OfType<DataOutput>())
        {
            if (output.Data.Json(MimeTypes.Claim) is not null)
            {
                foreach (ClaimRecord claim in paper.Claims.Where(claim => claim.Cell == cell.Id))
                {
                    string[] said = [claim.Statement, claim.Source, claim.Reason];
                    Add(section, $"claim-{claim.Id}", Joined(said), Joined(said.Select(InChinese)));
                }
            }
            else if (output.Data.Text(MimeTypes.Markdown) is { } markdown)
            {
                string? chinese = paper.Edition?.Find(cell.Id, markdown);
                Add(section, anchor, SearchText.OfMarkdown(markdown), SearchText.OfMarkdown(chinese ?? ""));
            }
            else if (output.Data.Text(MimeTypes.Html) is { } html)
            {
                foreach (string caption in Caption().Matches(html).Select(one => SearchText.OfHtml(one.Value)))
                {
                    Add(section, anchor, caption, InChinese(caption) is { } said && said != caption ? said : "");
                }
            }
        }

        string InChinese(string text) => paper.Edition?.Find(cell.Id, text) ?? text;
    }

    private static string Joined(IEnumerable<string> parts) => string.Join(" ", parts.Where(part => part.Length > 0));

    private static void Add(IndexedSection section, string anchor, string english, string chinese)
    {
        if (english.Length == 0) return;
        section.Texts.Add(new IndexedText(anchor, Start(english), chinese == english ? "" : Start(chinese)));
    }

    /// <summary>A page that an output filled stays out of the index but for its beginning.</summary>
    private static string Start(string text) => text.Length <= Longest ? text : text[..Longest];

    private static string[] Split(string heading) => heading.Split(" · ", 2);

    [GeneratedRegex(@"glossary\.md#([\w-]+)")]
    private static partial Regex Term();

    [GeneratedRegex("<(figcaption|caption)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Caption();
}
