using System.Reflection;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Notebooks.Export.Outputs;
using StudyKit.Notebooks.Export.Page;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Live.Rendering;

/// <summary>
/// The report's renderer, for the whole page and for pieces of it: what is shown live is what a report of the same
/// notebook shows.
/// </summary>
/// <param name="path">The notebook, for its title and its images.</param>
/// <param name="server">Where the page connects to.</param>
internal sealed class LiveRenderer(string path, string server)
{
    private const int NumbersAPiece = 64;

    private static readonly string Style = Asset("live.css"), Script = Asset("live.js");

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private int _numbers = 100_000;

    /// <summary>The frames of outputs that came after the page.</summary>
    public FrameStore Frames { get; } = new();

    /// <summary>The whole page.</summary>
    /// <param name="notebook">A copy of the notebook with its outputs.</param>
    /// <param name="run">What is known about the run.</param>
    /// <param name="state">What the page's script begins with.</param>
    /// <param name="chart">Changes charts before they are drawn.</param>
    /// <param name="isTrusted">Whether scripts of outputs may run, in their frames.</param>
    public string Page(
        Notebook notebook, RunRecord run, JsonObject state, Func<Cell, JsonObject, JsonObject> chart, bool isTrusted)
    {
        PageContext page = new()
        {
            IsTrusted = isTrusted,
            Life = new PageLife(Style, Script, server) { Chart = chart },
        };
        page.AddData("live", state.ToJsonString());
        return DeepStack.Run(() => new Report(path, notebook, run, page).ToHtml());
    }

    /// <summary>One output of a cell with the data of its scripts, as the page's script reads it.</summary>
    public JsonObject Output(
        Cell cell, CellOutput output, int place, IReadOnlyDictionary<string, ClaimRecord> corrected,
        Func<Cell, JsonObject, JsonObject> chart)
    {
        PageContext page = Piece(corrected, chart);
        PageTranslation? translation = Translation();
        OutputRenderer renderer = new(page, new MarkdownRenderer(page, new Images(_folder, page)), translation);
        string html = DeepStack.Run(() => renderer.One(output, cell));
        // Console text is not translated, and may be long.
        if (translation is not null && output is not StreamOutput) html = translation.Apply(html, cell);
        html = Frames.Settle(html, page.Scripts);
        JsonArray data = [.. page.Data.Select(one => (JsonNode)new JsonObject
        {
            ["id"] = $"{one.Name}-{one.Number}",
            ["json"] = one.Json,
        })];
        return new JsonObject { ["at"] = place, ["html"] = html, ["data"] = data };
    }

    /// <summary>A Markdown cell as a block of the page; empty when nothing of it is shown.</summary>
    public string Prose(Notebook notebook, Cell cell)
    {
        PageContext page = Piece(new Dictionary<string, ClaimRecord>(), (_, chart) => chart);
        Cell[] above = [.. notebook.Cells.TakeWhile(one => one.Id != cell.Id)];
        PaperInfo paper = PaperInfo.From(notebook, path);
        bool hasTitle = above.Any(one => one.Kind == CellKind.Markdown
            && one.Source.Split('\n').Any(line => line.StartsWith("# ", StringComparison.Ordinal)));
        if (hasTitle) paper = paper with { TitleIsHeading = false };
        MarkdownRenderer markdown = new(page, new Images(_folder, page));
        markdown.Formulas.Number(
            notebook.Cells.Where(one => one.Kind == CellKind.Markdown).Select(one => one.Source));
        CellRenderer renderer =
            new(paper, RunRecord.Empty, page, markdown, new OutputRenderer(page, markdown), Translation());
        return DeepStack.Run(() => renderer.Render(cell));
    }

    /// <summary>A code cell's number and source as the report shows them.</summary>
    public string Source(Notebook notebook, Cell cell, RunRecord run)
    {
        PageContext page = new();
        MarkdownRenderer markdown = new(page, new Images(_folder, page));
        PageTranslation? translation = Translation();
        string source = new CellRenderer(
            PaperInfo.From(notebook, path), run, page, markdown, new OutputRenderer(page, markdown), translation)
            .Source(cell);
        return translation?.Apply(source, cell) ?? source;
    }

    /// <summary>The first screen and the table of claims, and the claims as they stand among all others.</summary>
    public (string Masthead, string Claims, IReadOnlyDictionary<string, ClaimRecord> Corrected) Outcome(
        Notebook notebook, RunRecord run)
    {
        PageContext page = new();
        (string masthead, string claims) = new Report(path, notebook, run, page).Outcome();
        return (masthead, claims, page.Corrected);
    }

    /// <summary>A text in Markdown that a language service wrote.</summary>
    public string Hint(string markdown)
    {
        PageContext page = new();
        Cell cell = Cell.Create(CellKind.Markdown, "hint", "");
        return DeepStack.Run(() => new MarkdownRenderer(page, new Images(_folder, page))
            .Render(markdown, cell, isOutput: true));
    }

    private PageTranslation? Translation() =>
        ChineseEdition.Of(path) is { } edition ? new PageTranslation(edition) : null;

    private PageContext Piece(
        IReadOnlyDictionary<string, ClaimRecord> corrected, Func<Cell, JsonObject, JsonObject> chart) => new()
        {
            IsTrusted = true,
            Corrected = corrected,
            Life = new PageLife("", "", server)
            {
                FirstNumber = Interlocked.Add(ref _numbers, NumbersAPiece),
                Chart = chart,
            },
        };

    private static string Asset(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("live/" + name)
            ?? throw new InvalidOperationException($"The resource live/{name} is missing from StudyKit.Live.dll: " +
                "rebuild it.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
