using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Elements;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// What the parts of one page share: ids, headings, warnings, and the scripts that the content policy lets run.
/// </summary>
internal sealed class PageContext
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);
    private readonly List<PageData> _data = [];

    /// <summary>The headings that go into the contents, in order.</summary>
    public List<Heading> Headings { get; } = [];

    /// <summary>
    /// What the exporter could not show as its author meant it; each says where and what was done instead.
    /// </summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Inline scripts and event handlers that came with a cell's output.</summary>
    public HashSet<string> Scripts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether an output brought attributes such as onclick.</summary>
    public bool HasHandlers { get; set; }

    /// <summary>The kinds of elements that occur on the page.</summary>
    public HashSet<ReportElement> Elements { get; } = [];

    /// <summary>
    /// The claims of the whole notebook by id, with verdicts corrected for their number: a cell that showed one knew
    /// only itself.
    /// </summary>
    public IReadOnlyDictionary<string, ClaimRecord> Corrected { get; set; } = new Dictionary<string, ClaimRecord>();

    /// <summary>The claims drawn so far, with the anchor of each.</summary>
    public List<(ClaimRecord Claim, string Anchor)> Claims { get; } = [];

    /// <summary>The terms of the glossary that the text links to, each with its anchor on the page.</summary>
    public Dictionary<GlossaryTerm, string> Terms { get; } = [];

    /// <summary>Takes a term along.</summary>
    /// <returns>Its anchor on the page.</returns>
    public string AddTerm(GlossaryTerm term)
    {
        if (!Terms.TryGetValue(term, out string? id)) Terms.Add(term, id = TakeId($"term-{term.Id}"));
        return id;
    }

    /// <summary>What makes the page alive where it is served; null in a report, which is a file.</summary>
    public PageLife? Life { get; init; }

    /// <summary>What the elements' scripts will read.</summary>
    public IReadOnlyList<PageData> Data => _data;

    /// <summary>Keeps JSON for a script, in an element of the page with the id <c>name-number</c>.</summary>
    /// <param name="name">The name, the same for all occurrences of an element.</param>
    /// <param name="json">The JSON.</param>
    /// <returns>Its number under that name, from 0, or from where a piece of a live page begins.</returns>
    public int AddData(string name, string json)
    {
        int number = (Life?.FirstNumber ?? 0) + _data.Count(one => one.Name == name);
        _data.Add(new PageData(name, number, json));
        return number;
    }

    /// <summary>
    /// The language in which the page opens, unless the reader has chosen: <c>zh</c>; null for English.
    /// </summary>
    public string? Language { get; set; }

    /// <summary>Whether the page is one notebook's, with passes, a presenter's view and notes.</summary>
    public bool IsReading { get; set; }

    /// <summary>What a reading group wrote into an earlier report of the same notebook.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>
    /// Whether scripts of outputs may run, in their frames: the notebook was run here, or the reader says so.
    /// </summary>
    public bool IsTrusted { get; init; }

    public void Warn(string warning)
    {
        if (!_warnings.Contains(warning)) _warnings.Add(warning);
    }

    /// <summary>
    /// Keeps the anchors by which others link to a heading: Jupyter's (its text with hyphens for spaces) and GitHub's
    /// (small letters, without marks, the second of a name with -1).
    /// </summary>
    public void AddAnchors(string heading, string id)
    {
        string text = heading.Trim();
        _anchors.TryAdd(text.Replace(' ', '-'), id);
        string github = string.Concat(text.ToLowerInvariant()
            .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
        string numbered = github;
        for (int i = 1; !_anchors.TryAdd(numbered, id) && _anchors[numbered] != id; i++) numbered = $"{github}-{i}";
    }

    /// <summary>The id of the heading that others call so; null when there is none.</summary>
    public string? AnchorOf(string name) =>
        _anchors.GetValueOrDefault(name) ?? _anchors.GetValueOrDefault(name.Replace(' ', '-'));

    public bool IsTaken(string id) => _ids.Contains(id);

    /// <returns>
    /// The id itself when it is free, else with the first free number behind it. It is taken from now on.
    /// </returns>
    public string TakeId(string wanted)
    {
        string id = wanted;
        for (int i = 2; !_ids.Add(id); i++) id = $"{wanted}-{i}";
        return id;
    }

    /// <summary>An id from a heading: its Latin words, or its own letters when it has none.</summary>
    public string TakeIdFor(string heading)
    {
        string latin = Slug(heading, char.IsAsciiLetterOrDigit);
        string slug = latin.Length > 0 ? latin : Slug(heading, char.IsLetterOrDigit);
        return TakeId(slug.Length > 0 ? slug : "section");
    }

    private static string Slug(string text, Func<char, bool> keep)
    {
        StringBuilder slug = new();
        foreach (char c in text.ToLowerInvariant())
        {
            if (keep(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length >= 60) break;
        }

        return slug.ToString().Trim('-');
    }
}

/// <summary>JSON that a script of the page reads.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Number">Which one of that name.</param>
/// <param name="Json">The JSON.</param>
internal sealed record PageData(string Name, int Number, string Json);

/// <param name="Level">2 or more; 1 is the page's title.</param>
/// <param name="Id">The anchor.</param>
/// <param name="Html">The heading's content.</param>
/// <param name="Chinese">The same heading in the Chinese edition; null where there is none.</param>
internal sealed record Heading(int Level, string Id, string Html, Heading? Chinese = null);
