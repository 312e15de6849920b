using StudyKit.Notebooks.Execution;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Execution.Session;

public sealed class FilesAndReferencesTests : IDisposable
{
    private readonly ListeningSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Load_runs_files_relative_to_the_one_that_says_so()
    {
        _session.Write("setup.csx", "#load \"parts/inner.csx\"\nint outer = inner + 1;");
        _session.Write("parts/inner.csx", "#load \"deep.csx\"\nint inner = deep + 1;");
        _session.Write("parts/deep.csx", "int deep = 1; Console.Write(\"deep \");");
        await _session.RunAllAsync("#load \"setup.csx\"\nouter");
        Assert.Equal(("3", "deep "), (_session.Result, _session.Out));
    }

    [Fact]
    public async Task Import_takes_scripts_and_the_code_of_notebooks_anywhere_in_a_cell()
    {
        _session.Write("more.csx", "int more = 5;");
        _session.Write("other.ipynb", Notebooks.Documents.Samples.With("int fromNotebook = 7;"));
        await _session.RunAllAsync("int a = 1;\n#!import \"more.csx\"\n#!import other.ipynb\na + more + fromNotebook");
        Assert.Equal("13", _session.Result);
    }

    [Fact]
    public async Task An_error_in_a_loaded_file_names_the_file()
    {
        _session.Write("parts/broken.csx", "int x = 1;\nint y = z;");
        await _session.RunAsync("#load \"parts/broken.csx\"");
        Assert.StartsWith(
            $"{Path.Combine("parts", "broken.csx")}, line 2, column 9: error CS0103", _session.Error.Message);
    }

    [Theory]
    [InlineData("#load \"nowhere.csx\"", "CS1504")]
    [InlineData("#r \"nowhere.dll\"", "CS0006")]
    public async Task A_missing_file_is_an_error_with_its_line(string code, string id)
    {
        await _session.RunAsync($"\n{code}");
        Assert.StartsWith("cell 1, line 2, column ", _session.Error.Message);
        Assert.Contains(id, _session.Error.Message);
    }

    [Fact]
    public async Task A_referenced_library_that_the_process_carries_is_never_loaded_twice()
    {
        string own = Path.Combine(AppContext.BaseDirectory, "AngleSharp.dll");
        Directory.CreateDirectory(Path.Combine(_session.Folder, "copy"));
        File.Copy(own, Path.Combine(_session.Folder, "copy", "AngleSharp.dll"));
        await _session.RunAllAsync(
            "#r \"copy/AngleSharp.dll\"\n_ = new AngleSharp.Html.Parser.HtmlParser();",
            "AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == \"AngleSharp\")");
        Assert.Equal("1", _session.Result);
        Assert.DoesNotContain(_session.Events, one => one is StreamEvent { Name: "stderr" });
    }

    [Fact]
    public async Task A_library_of_ones_own_is_referenced_by_relative_path_with_its_dependencies_beside_it()
    {
        SmallLibraries.Compile(
            Path.Combine(_session.Folder, "libs"),
            "BesideLib",
            "public static class Beside { public static int Seven => 7; }");
        SmallLibraries.Compile(Path.Combine(_session.Folder, "libs"),
            "MainLib", "public static class MainOne { public static int Eight => Beside.Seven + 1; }", "BesideLib");
        _session.Write("sub/setup.csx", "#r \"../libs/MainLib.dll\"");
        await _session.RunAllAsync("#load \"sub/setup.csx\"\nMainOne.Eight", "MainOne.Eight + 1");
        Assert.Equal("9", _session.Result);
    }

    [Fact]
    public async Task A_package_of_the_local_cache_is_restored_with_progress_and_found_at_once_the_second_time()
    {
        // AngleSharp is a dependency of these tests, so it lies in the local package cache; the process carries it,
        // too.
        await _session.RunAllAsync("#r \"nuget: AngleSharp, 1.10.3\"\nnew " +
            "AngleSharp.Html.Parser.HtmlParser().ParseDocument(\"<p>hello\").QuerySelector(\"p\").TextContent");
        Assert.Equal("hello", _session.Result);

        using ListeningSession second = new();
        await second.RunAllAsync("#r \"nuget: AngleSharp, 1.10.3\"\ntypeof(AngleSharp.Dom.IElement).Name");
        Assert.Empty(second.Events.OfType<ProgressEvent>());
    }

    [Fact]
    public async Task A_package_that_does_not_exist_is_named_with_what_NuGet_says()
    {
        _session.Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        await _session.RunAsync("#r \"nuget: StudyKit.NoSuchPackage, 1.0.0\"");
        Assert.Equal("PackageError", _session.Error.Name);
        Assert.Contains("StudyKit.NoSuchPackage 1.0.0", _session.Error.Message);
        Assert.Contains("NU1", _session.Error.Message);
        ProgressEvent[] progress = [.. _session.Events.OfType<ProgressEvent>()];
        Assert.Equal((false, true), (progress[0].Done, progress[^1].Done));
        Assert.Single(progress, one => one.Done);
    }
}
