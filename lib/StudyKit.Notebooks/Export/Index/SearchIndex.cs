using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>
/// What the index page's search looks through: the headings, text, claims and captions of all reports and the glossary,
/// in both languages. It lies packed in the page, and the script unpacks it at the first search.
/// </summary>
/// <remarks>
/// It is the text itself and no list of words: results show the text around what they found, so it must be there, and
/// the megabyte of seven papers is looked through in a few milliseconds. Chinese has no spaces between words, so the
/// script cuts what is asked into pairs of characters and ranks by how many of them a text has.
/// </remarks>
internal static class SearchIndex
{
    /// <summary>Under which the page keeps it; the script looks for it.</summary>
    public const string DataName = "search";

    /// <summary>The search form, shown by the script.</summary>
    public const string Form = """
        <section class="searching" id="searching" aria-labelledby="find" hidden>
        <form role="search" id="search-form">
        <label id="find" for="search-words">Search all papers</label>
        <input type="search" id="search-words" autocomplete="off" spellcheck="false" placeholder="attention, 残差 …">
        </form>
        <p class="quiet" id="search-count" role="status"></p>
        <ol class="found" id="found"></ol>
        <button type="button" id="search-more" hidden>Show all</button>
        </section>

        """;

    /// <summary>The index: gzip of JSON, then base64, as a JSON text.</summary>
    public static string Packed(IEnumerable<IndexedPaper> papers)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(RecordJson.Write(Json(papers))));
        }

        return $"\"{Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length)}\"";
    }

    /// <summary>
    /// <c>[{"name", "address", "sections": [[heading, Chinese heading, anchor, [[anchor, text, Chinese text], …]],
    /// …]}, …]</c>; the glossary last, with an empty name.
    /// </summary>
    internal static JsonArray Json(IEnumerable<IndexedPaper> papers)
    {
        JsonArray all = [.. papers.Select(paper => new JsonObject
        {
            ["name"] = paper.Name,
            ["address"] = paper.Address,
            ["sections"] = new JsonArray([.. paper.Sections.Select(Section)]),
        })];
        all.Add(new JsonObject
        {
            ["name"] = "",
            ["address"] = "",
            ["sections"] = new JsonArray([.. Glossary.All.Select(Term)]),
        });
        return all;
    }

    private static JsonArray Section(IndexedSection section) =>
    [
        section.Title, section.ChineseTitle, section.Anchor,
        new JsonArray([.. section.Texts.Select(text => new JsonArray(text.Anchor, text.English, text.Chinese))]),
    ];

    private static JsonArray Term(GlossaryTerm term)
    {
        string[] names = term.Name.Split(" · ", 2), texts = term.Text.Split("\n\n", 2);
        string anchor = $"term-{term.Id}", chinese = names.Length > 1 ? names[1] : "";
        return
        [
            names[0], chinese, anchor,
            new JsonArray(new JsonArray(anchor, SearchText.OfMarkdown(texts[0]),
                texts.Length > 1 ? SearchText.OfMarkdown(texts[1]) : "")),
        ];
    }
}
