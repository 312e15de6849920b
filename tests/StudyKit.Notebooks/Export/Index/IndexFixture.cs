using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Export.Index;

/// <summary>
/// The index over the kit's seven notebooks as they are committed, with both languages and without outputs, and over
/// the sample, which was run and has claims.
/// </summary>
public sealed class IndexFixture : IDisposable
{
    public IndexFixture()
    {
        Folder = Directory.CreateTempSubdirectory("studykit-index-").FullName;
        foreach (string notebook in Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb"))
        {
            File.Copy(notebook, Path.Combine(Folder, Path.GetFileName(notebook)));
        }

        string sample = SampleNotebook.Write(Directory.CreateDirectory(Path.Combine(Folder, "other")).FullName);
        File.Move(sample, Path.Combine(Folder, "00-sample.ipynb"));
        File.Move(Report.ClaimsPath(sample), Path.Combine(Folder, "00-sample.claims.json"));
        Written = ReportWriter.WriteIndex(Folder)!;
    }

    public string Folder { get; }

    public WrittenReport Written { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
