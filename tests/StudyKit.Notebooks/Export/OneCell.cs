using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The report of a notebook with one cell: for tests that look at one thing.</summary>
internal static class OneCell
{
    public static (IElement Cell, IReadOnlyList<string> Warnings) Markdown(
        string text, Action<string>? prepare = null) =>
        Report(Cell.Create(CellKind.Markdown, "only", text), prepare);

    public static (IElement Cell, IReadOnlyList<string> Warnings) Output(params CellOutput[] outputs)
    {
        Cell cell = Cell.Create(CellKind.Code, "only", "code()");
        cell.SetOutputs(outputs);
        return Report(cell);
    }

    public static (IElement Cell, IReadOnlyList<string> Warnings) Output(string mimeType, string text) =>
        Output(new DisplayOutput(new MimeBundle { { mimeType, text } }, []));

    /// <summary>The cell as the report of a trusted notebook shows it.</summary>
    public static IElement Trusted(params string[] html)
    {
        Cell cell = Cell.Create(CellKind.Code, "only", "code()");
        cell.SetOutputs([.. html.Select(one => new DisplayOutput(new MimeBundle { { "text/html", one } }, []))]);
        return Report(cell, trust: true).Cell;
    }

    public static (IElement Cell, IReadOnlyList<string> Warnings) Report(
        Cell cell, Action<string>? prepare = null, bool trust = false)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-report-").FullName;
        try
        {
            prepare?.Invoke(folder);
            Notebook notebook = Notebook.Create();
            notebook.Add(cell);
            string path = Path.Combine(folder, "one.ipynb");
            notebook.Write(path);
            WrittenReport report = ReportWriter.Write(path, trust: trust);
            IElement? shown = new HtmlParser().ParseDocument(File.ReadAllText(report.Path)).GetElementById("cell-only");
            return (shown ?? throw new InvalidOperationException("The cell is not in the report."), report.Warnings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
