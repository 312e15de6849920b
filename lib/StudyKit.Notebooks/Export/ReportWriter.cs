using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// The one place where a run meets the report: an executed notebook and the <c>name.claims.json</c> beside it become
/// one HTML file that opens without a network.
/// </summary>
public static class ReportWriter
{
    private const long LargestBytes = 6_000_000;

    /// <summary>
    /// Writes <c>name.html</c> for an executed notebook <c>name.ipynb</c>; an older file of that name is replaced.
    /// </summary>
    /// <param name="executedNotebook">Path of the executed notebook.</param>
    /// <param name="outputFolder">Where to write; beside the notebook when null.</param>
    /// <param name="trust">Whether scripts of its outputs are shown although it was not run on this machine.</param>
    /// <param name="language">In which language the page opens: <c>zh</c>, <c>both</c>; null for English.</param>
    /// <param name="notes">Notes of reading groups; those of other notebooks are left out.</param>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    /// <exception cref="IOException">The report could not be written; an older one is unchanged.</exception>
    public static WrittenReport Write(
        string executedNotebook, string? outputFolder = null, bool trust = false, string? language = null,
        IEnumerable<ReportNotes>? notes = null)
    {
        string folder = outputFolder ?? Path.GetDirectoryName(Path.GetFullPath(executedNotebook))!;
        string path = Path.Combine(folder, Path.GetFileNameWithoutExtension(executedNotebook) + ".html");
        Notebook notebook = Notebook.Read(executedNotebook);
        PageContext page = new()
        {
            IsTrusted = trust || NotebookSignature.Holds(notebook),
            Language = language,
            Notes = [.. (notes ?? []).Where(one => one.AreFor(executedNotebook)).SelectMany(one => one.All)
                .DistinctBy(note => note.Id)],
        };
        foreach (string repair in notebook.Repairs) page.Warn(repair);
        string html = DeepStack.Run(() => Report.Of(notebook, executedNotebook, page).ToHtml());
        return Save(path, html, page);
    }

    /// <summary>
    /// The executed notebooks of a folder by name; the Chinese copy of a run (<c>name.zh.ipynb</c>) is no second run.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public static IEnumerable<string> Notebooks(string folder) => Directory.EnumerateFiles(folder, "*.ipynb")
        .Where(path => !path.EndsWith(".zh.ipynb", StringComparison.Ordinal) || !File.Exists(path[..^9] + ".ipynb"))
        .Order(StringComparer.Ordinal);

    /// <summary>
    /// Writes <c>index.html</c>: all claims of all executed notebooks of a folder, with links to their reports.
    /// </summary>
    /// <param name="folder">Where the executed notebooks lie.</param>
    /// <param name="outputFolder">Where the reports lie and the index goes; the same folder when null.</param>
    /// <param name="language">In which language the page opens: <c>zh</c>, <c>both</c>; null for English.</param>
    /// <returns>The index; null when the folder has no notebook.</returns>
    public static WrittenReport? WriteIndex(string folder, string? outputFolder = null, string? language = null)
    {
        PageContext page = new() { Language = language };
        string? html = DeepStack.Run(() => IndexPage.Html(folder, page));
        return html is null ? null : Save(Path.Combine(outputFolder ?? folder, "index.html"), html, page);
    }

    private static WrittenReport Save(string path, string html, PageContext page)
    {
        long bytes = Encoding.UTF8.GetByteCount(html);
        if (bytes > LargestBytes)
        {
            page.Warn($"The report has {Quantity.Bytes(bytes)}; {Quantity.Bytes(LargestBytes)} is the aim. Show " +
                "fewer points or images.");
        }

        AtomicFile.WriteText(path, html);
        return new WrittenReport(path, bytes, page.Warnings);
    }
}
