using StudyKit.Live.State;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Live.State;

/// <summary>Where a reader's work is saved: never over the notebook, never outside of its folder.</summary>
public sealed class LiveCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    private string Source => Path.Combine(_folder, "01.ipynb");

    private string Reports => Path.Combine(_folder, "reports");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_copy_never_takes_the_place_of_another()
    {
        Assert.Equal(Path.Combine(Reports, "01.live.ipynb"), new LiveCopy(Source, Notebook.Create(), Reports).Target);
        Directory.CreateDirectory(Reports);
        File.WriteAllText(Path.Combine(Reports, "01.live.ipynb"), "");
        Assert.Equal(Path.Combine(Reports, "01.live-2.ipynb"), new LiveCopy(Source, Notebook.Create(), Reports).Target);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/tmp/x")]
    [InlineData("a\\b")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("c:x")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        LiveCopy copy = new(Source, Notebook.Create(), Reports);
        Assert.StartsWith(
            "A copy is saved in", Assert.Throws<IOException>(() => copy.Rename(name)).Message,
            StringComparison.Ordinal);
        Assert.Equal(Path.Combine(Reports, "01.live.ipynb"), copy.Target);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_also_where_the_notebook_itself_has_it()
    {
        LiveCopy copy = new(Source, Notebook.Create(), _folder);
        Assert.Throws<IOException>(() => copy.Rename("01"));
        copy.Rename("mine.ipynb");
        Assert.Equal(Path.Combine(_folder, "mine.ipynb"), copy.Target);
    }

    [Fact]
    public void A_copy_that_is_opened_again_is_saved_in_its_place_and_runs_where_its_notebook_lies()
    {
        File.WriteAllText(Source, Notebook.Create().ToJson());
        LiveCopy copy = new(Source, Notebook.Create(), Reports);
        LiveCopy.Write(copy.Target, copy.Source, Notebook.Create(), new RunFacts("01.ipynb", "", []));
        LiveCopy again = new(copy.Target, Notebook.Read(copy.Target), Path.Combine(_folder, "elsewhere"));
        Assert.Equal(copy.Target, again.Target);
        Assert.Equal(_folder, again.Folder);
        Assert.True(NotebookSignature.Holds(Notebook.Read(copy.Target)));
    }
}
