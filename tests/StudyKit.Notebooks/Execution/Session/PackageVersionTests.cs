using System.IO.Compression;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Packages;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Session;

/// <summary>Versions of packages, against a folder of packages made here.</summary>
public sealed class PackageVersionTests : IDisposable
{
    private readonly ListeningSession _session = new();
    private readonly string _feed = Directory.CreateTempSubdirectory("studykit-").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_feed, recursive: true);
    }

    [Fact]
    public async Task A_version_that_is_not_served_is_said_and_a_second_version_is_refused()
    {
        Pack("StudyKit.SampleOne", "4.9.0");
        Pack("StudyKit.SampleOne", "5.0.1");
        _session.Write("nuget.config", Config(_feed));
        await _session.RunAllAsync("#r \"nuget: StudyKit.SampleOne, 4.0.0\"", "StudyKit_SampleOne.Version");
        Assert.Equal("4.9.0", _session.Result);
        Assert.Equal(
            ["StudyKit.SampleOne 4.0.0 is not served; 4.9.0 was taken. Write 4.9.0, or add the feed that has 4.0.0: " +
                "#i \"nuget: <feed>\".\n"],
            Warnings());

        await _session.RunAllAsync("#r \"nuget: StudyKit.SampleOne\"", "#r \"nuget: StudyKit.SampleOne, 4.9\"");
        Assert.Equal(CellOutcome.Failed, await _session.RunAsync("#r \"nuget: StudyKit.SampleOne, 5.0.1\""));
        Assert.Equal("StudyKit.SampleOne 4.9.0 is loaded, and a session has one version of a package. Expected: " +
            "StudyKit.SampleOne 4.9.0, or no version. Received: 5.0.1. Name the version that you want in the first " +
            "cell that names the package, and run from there.", _session.Error.Message);
    }

    [Fact]
    public async Task A_feed_is_named_in_the_cell()
    {
        Pack("StudyKit.SampleTwo", "1.0.0");
        _session.Write("nuget.config", Config(null));
        await _session.RunAllAsync(
            $"#i \"nuget: {_feed}\"\n#r \"nuget: StudyKit.SampleTwo, 1.0.0\"\nStudyKit_SampleTwo.Version");
        Assert.Equal("1.0.0", _session.Result);
        await _session.RunAsync("\n#i \"nuget: nowhere\"");
        Assert.StartsWith("cell 2, line 2: #i \"nuget: ...\" names a feed.", _session.Error.Traceback[0]);
    }

    [Fact]
    public async Task The_newest_is_asked_for_again_after_a_day()
    {
        Pack("StudyKit.SampleThree", "1.0.0");
        _session.Write("nuget.config", Config(_feed));
        PackageReference[] newest = [new("StudyKit.SampleThree", null)];
        Assert.Equal("1.0.0", (await Restore(newest)).Versions["StudyKit.SampleThree"]);
        Pack("StudyKit.SampleThree", "2.0.0");
        Assert.Equal("1.0.0", (await Restore(newest)).Versions["StudyKit.SampleThree"]);

        string assets = Directory.EnumerateFiles(
            Path.Combine(PackageRestore.CacheFolder(), "packages"), "project.assets.json", SearchOption.AllDirectories)
            .Single(file => File.ReadAllText(file).Contains("StudyKit.SampleThree/1.0.0", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(assets, DateTime.UtcNow.AddDays(-2));
        Assert.Equal("2.0.0", (await Restore(newest)).Versions["StudyKit.SampleThree"]);
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(assets))!, recursive: true);
    }

    [Theory]
    [InlineData("4.0", "4.0.0", true)]
    [InlineData("4.0.0.0", "4.0.0", true)]
    [InlineData("4.0.0-RC1", "4.0.0-rc1+build7", true)]
    [InlineData("4.0.0", "4.9.0", false)]
    [InlineData("4.0.0", "4.0.0-rc1", false)]
    public void Versions_are_compared_as_NuGet_does(string one, string other, bool same) =>
        Assert.Equal(same, PackageReference.SameVersion(one, other));

    private Task<RestoredPackages> Restore(PackageReference[] packages) =>
        PackageRestore.RestoreAsync(packages, _session.Folder, [], _ => { }, default);

    private IEnumerable<string> Warnings() =>
        _session.Events.OfType<StreamEvent>().Where(text => text.Name == "stderr").Select(text => text.Text);

    private static string Config(string? feed) => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources>
            <clear />{(feed is null ? "" : $"<add key=\"own\" value=\"{feed}\" />")}
          </packageSources>
        </configuration>
        """;

    /// <summary>A package with one class that says its version.</summary>
    private void Pack(string name, string version)
    {
        string library = Path.Combine(_feed, version);
        SmallLibraries.Compile(library, name, $"public static class {name.Replace('.', '_')} {{ public static string " +
            $"Version => \"{version}\"; }}");
        using ZipArchive package =
            ZipFile.Open(Path.Combine(_feed, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(Path.Combine(library, $"{name}.dll"), $"lib/net8.0/{name}.dll");
        using StreamWriter description = new(package.CreateEntry($"{name}.nuspec").Open());
        description.Write($"<package><metadata><id>{name}</id><version>{version}</version><authors>a</authors>" +
            "<description>d</description></metadata></package>");
    }
}
