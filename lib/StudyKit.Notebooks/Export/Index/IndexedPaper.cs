using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>One executed notebook of the folder, as the index sees it.</summary>
/// <param name="Name">The notebook's name, <c>01-transformer</c>: by it the table and the lists call the paper.</param>
/// <param name="Path">Its file.</param>
/// <param name="Notebook">The notebook in English.</param>
/// <param name="Paper">What its first screen says.</param>
/// <param name="Run">The run.</param>
internal sealed record IndexedPaper(string Name, string Path, Notebook Notebook, PaperInfo Paper, RunRecord Run)
{
    /// <summary>The report, which lies beside the index.</summary>
    public string Address { get; } = Uri.EscapeDataString(Name) + ".html";

    /// <summary>The claims with the verdicts that the report shows; a claim shown twice is one claim.</summary>
    public IReadOnlyList<ClaimRecord> Claims { get; } =
    [
        .. HolmCorrection.Of(Run.Claims.Count > 0 ? Run.Claims : ClaimElement.In(Notebook)).Claims
            .GroupBy(claim => claim.Id).Select(one => one.Last()),
    ];

    /// <summary>The Chinese edition; null where there is none.</summary>
    public ChineseEdition? Edition { get; } = ChineseEdition.Of(ChineseNotebook.EditionOf(Notebook) ?? Path);

    /// <summary>The parts of the notebook, from heading to heading.</summary>
    public IReadOnlyList<IndexedSection> Sections => _sections ??= IndexedSection.Of(this);

    private IReadOnlyList<IndexedSection>? _sections;

    /// <summary>The address of a place in the report.</summary>
    /// <param name="anchor">Its id.</param>
    public string At(string anchor) => $"{Address}#{Uri.EscapeDataString(anchor)}";

    /// <summary>Reads the notebooks of a folder in the order of their papers.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="page">Takes a warning for each file that is no notebook.</param>
    public static IReadOnlyList<IndexedPaper> Read(string folder, PageContext page)
    {
        List<IndexedPaper> papers = [];
        foreach (string path in ReportWriter.Notebooks(folder))
        {
            try
            {
                Notebook notebook = Notebook.Read(path);
                if (ChineseNotebook.Is(notebook)) notebook = ChineseNotebook.ToEnglish(notebook);
                papers.Add(new IndexedPaper(
                    System.IO.Path.GetFileNameWithoutExtension(path),
                    path,
                    notebook,
                    PaperInfo.From(notebook, path),
                    RunRecord.Read(Report.ClaimsPath(path), page)));
            }
            catch (NotebookFormatException error)
            {
                page.Warn($"{error.Message} It is left out of the index.");
            }
        }

        return [.. papers.OrderBy(one => one.Paper.Order)];
    }
}
