using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Export;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>The sample notebook's report, written once for all tests that look at it.</summary>
public sealed class ReportFixture : IDisposable
{
    public ReportFixture()
    {
        Report = ReportWriter.Write(SampleNotebook.Write(Folder));
        Html = File.ReadAllText(Report.Path);
        Document = (IHtmlDocument)new HtmlParser().ParseDocument(Html);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("studykit-report-").FullName;

    public WrittenReport Report { get; }

    public string Html { get; }

    public IHtmlDocument Document { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
