using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Formulas;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Outputs;
using StudyKit.Notebooks.Export.Page;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export;

/// <summary>One notebook's report: the first screen, the claims, the contents, the cells and how it was made.</summary>
internal sealed class Report(string path, Notebook notebook, RunRecord run, PageContext page)
{
    private readonly PageTranslation? _translation = PageTranslation.Of(notebook, path);

    // Ids of the frame; a heading of the same name gets another.
    private static readonly string[] OwnIds =
    [
        "top", "main", "claims", "plotly-packed", "icon-supported", "icon-not-supported", "icon-undecided",
        "icon-theme", "theme", "code", "languages", "present", "passes", "notes-open", "notes-title", "notes-field",
        "pass-begin", "pass-end", "notes-0", "texts-0",
    ];

    private const string VerdictsNote =
        "A verdict is computed by the run from the claim’s rule. “Undecided” means that this scale cannot tell.";

    private const string Caption =
        "Each claim of the paper with its verdict; the statement leads to the cell that tested it.";

    /// <summary>What has no Chinese; null where the notebook has no Chinese edition.</summary>
    public PageTranslation? Translation => _translation;

    public PaperInfo Paper { get; } = PaperInfo.From(notebook, path);

    public static Report Load(string path, PageContext page) => Of(Notebook.Read(path), path, page);

    public static Report Of(Notebook notebook, string path, PageContext page)
    {
        if (ChineseNotebook.Is(notebook))
        {
            page.Language = "zh";
            notebook = ChineseNotebook.ToEnglish(notebook);
        }

        return new(path, notebook, RunRecord.Read(ClaimsPath(path), page), page);
    }

    /// <summary><c>name.claims.json</c> beside <c>name.ipynb</c>.</summary>
    public static string ClaimsPath(string notebook) => Path.ChangeExtension(notebook, ".claims.json");

    public string ToHtml()
    {
        page.IsReading = true;
        HolmCorrection correction = Correct();
        foreach (string id in OwnIds.Concat(notebook.Cells.Select(cell => CellRenderer.Anchor(cell.Id))))
        {
            page.TakeId(id);
        }

        MarkdownRenderer markdown = new(page, new Images(Path.GetDirectoryName(Path.GetFullPath(path))!, page));
        markdown.Formulas.Number(
            notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        OutputRenderer outputs = new(page, markdown, _translation);
        string body = Body.Render(
            notebook, new CellRenderer(Paper, run, page, markdown, outputs, _translation));
        string glossary = GlossarySection.Html(page, markdown);
        List<(ClaimRecord Claim, string? Target)> claims = Claims();

        StringBuilder content = new();
        content.Append(Bar.Html(hasCode: true, hasLanguages: _translation is not null, isReading: true));
        content.Append("<div class=\"page\">\n");
        content.Append(Masthead.Html(Paper, run, claims));
        List<Heading> headings = [.. page.Headings];
        if (claims.Count > 0) headings.Insert(0, new Heading(2, "claims", "Claims and verdicts"));
        content.Append(Contents.Html(headings));
        string name = Escaping.Html(ReportNotes.NameOf(path));
        content.Append($"<main id=\"main\" tabindex=\"-1\" data-notebook=\"{name}\">\n");
        if (claims.Count > 0) content.Append(ClaimsSection(claims, correction));
        content.Append(body).Append(NotesView.Lost(page)).Append(glossary).Append("</main>\n");
        content.Append(Footer.Html(
            Path.GetFileName(path),
            run,
            Given(),
            [.. Footer.Tools(page, body.Contains("<math", StringComparison.Ordinal))]));
        (string numbered, string links) = PrintLinks.Of(content.ToString());
        content.Clear().Append(numbered).Append(links).Append("</div>\n");
        string description = Paper.Claim.Length > 0 ? Paper.Claim : $"The claims of {Paper.Title}, tested.";
        if (page.Notes.Count > 0) page.AddData("notes", NotesView.Json(page.Notes));
        string shown = content.ToString();
        if (_translation is not null)
        {
            shown = _translation.Apply(shown);
            page.AddData("texts", _translation.Texts(page.Data, all: page.Life is not null));
        }

        TexEngine.Keep();
        return Links.Check(HtmlPage.Html($"{Paper.Title} · StudyKit", description, shown, page), page);
    }

    /// <summary>What was given to the run stands in a cell of its own, as assignments.</summary>
    private IEnumerable<string> Given() => notebook.Cells.Where(cell => cell.HasTag("injected-parameters"))
        .SelectMany(cell => cell.Source.Split('\n')).Where(line => !line.TrimStart().StartsWith('/'))
        .Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).Select(parts => parts[0].Trim());

    /// <summary>Corrects the verdicts of all claims for their number, for every cell that shows one.</summary>
    public HolmCorrection Correct()
    {
        HolmCorrection correction = HolmCorrection.Of(run.Claims.Count > 0 ? run.Claims : ClaimElement.In(notebook));
        // A claim shown twice is one claim, as it was shown last.
        page.Corrected = correction.Claims.GroupBy(claim => claim.Id).ToDictionary(one => one.Key, one => one.Last());
        return correction;
    }

    /// <summary>The first screen and the table of claims alone: what changes on an open page when claims do.</summary>
    /// <returns>The first screen; the table, empty without claims.</returns>
    public (string Masthead, string Claims) Outcome()
    {
        HolmCorrection correction = Correct();
        foreach (ClaimRecord claim in ClaimElement.In(notebook)) page.Claims.Add((claim, "claim-" + claim.Id));
        List<(ClaimRecord Claim, string? Target)> claims = Claims();
        string table = claims.Count > 0 ? ClaimsSection(claims, correction) : "";
        string masthead = Masthead.Html(Paper, run, claims);
        return _translation is null ? (masthead, table) : (_translation.Apply(masthead), _translation.Apply(table));
    }

    /// <summary>
    /// The claims of the run's record, or of the cells when there is none; each with the place where it was tested.
    /// </summary>
    private List<(ClaimRecord Claim, string? Target)> Claims()
    {
        Dictionary<string, string> anchors = [];
        foreach ((ClaimRecord claim, string anchor) in page.Claims) anchors.TryAdd(claim.Id, anchor);
        IEnumerable<ClaimRecord> claims = run.Claims.Count > 0
            ? run.Claims.Select(claim => page.Corrected[claim.Id])
            : page.Claims.Select(claim => claim.Claim);
        return [.. claims.Select(claim => (claim, Target(claim, anchors)))];
    }

    private string? Target(ClaimRecord claim, Dictionary<string, string> anchors)
    {
        if (anchors.TryGetValue(claim.Id, out string? anchor)) return "#" + anchor;
        bool shown = notebook.Cells.Any(cell => cell.Id == claim.Cell && !cell.HasTag("remove-cell"));
        return shown ? "#" + CellRenderer.Anchor(claim.Cell!) : null;
    }

    private static string ClaimsSection(
        IReadOnlyList<(ClaimRecord Claim, string? Target)> claims, HolmCorrection correction) => $"""
        <section class="all-claims" aria-labelledby="claims">
        <h2 id="claims">Claims and verdicts</h2>
        <p class="quiet">{VerdictsNote} {Escaping.Html(correction.Summary)}</p>
        {ClaimsTables.Html(claims, Caption)}
        </section>

        """;
}
