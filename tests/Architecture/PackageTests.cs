using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

/// <summary>What is packed, and what a package must not say about the machine that packed it.</summary>
public sealed class PackageTests
{
    private static readonly string[] Packed =
        ["StudyKit", "StudyKit.Charts", "StudyKit.Cli", "StudyKit.Contracts", "StudyKit.Text", "StudyKit.World"];

    private static IEnumerable<(string Name, XDocument File)> Projects =>
        Directory.EnumerateFiles(SolutionFolder.File("lib"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileNameWithoutExtension(path), XDocument.Load(path)));

    [Fact]
    public void Six_projects_are_packed_each_with_its_description()
    {
        (string Name, XDocument File)[] packed = [.. Projects.Where(one => Says(one.File, "IsPackable") == "true")];
        Assert.Equal(Packed, packed.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.All(packed, one => Assert.True(Says(one.File, "Description")?.Length > 60, one.Name));
    }

    [Fact]
    public void No_library_names_a_native_library_of_one_system()
    {
        foreach ((string name, XDocument file) in Projects)
        {
            Assert.DoesNotContain(file.Descendants("PackageReference"), reference =>
                reference.Attribute("Include")!.Value.StartsWith("libtorch", StringComparison.Ordinal));
            Assert.Equal(name == "StudyKit.Cli" ? "true" : null, Says(file, "UsesLibtorch"));
        }
    }

    [Fact]
    public void The_library_brings_the_tool_that_holds_tensors_and_loads_libtorch()
    {
        XDocument targets = XDocument.Load(SolutionFolder.File("lib", "StudyKit", "Package", "StudyKit.targets"));
        IEnumerable<string> files = targets.Descendants()
            .Where(one => one.Name.LocalName is "Compile" or "HoldTorchSharpTool").Select(one => Name(one, "Include"))
            .Append(Name(targets.Root!.Element("Import")!, "Project"));
        Assert.Equal(
            ["../tools/hold/StudyKit.HoldTorchSharp.dll", "LoadLibtorch.cs.txt", "StudyKit.HoldTorchSharp.targets"],
            files.Order(StringComparer.Ordinal));
        Assert.True(File.Exists(SolutionFolder.File("lib", "StudyKit", "Package", "LoadLibtorch.cs.txt")));
    }

    [Fact]
    public async Task The_command_is_published_with_each_file_once_and_with_the_packages_own()
    {
        ProcessStartInfo start = new("dotnet",
        [
            "msbuild", SolutionFolder.File("lib", "StudyKit.Cli", "StudyKit.Cli.csproj"), "-p:Configuration=Release",
            "-p:NoBuild=true", "-p:BuildProjectReferences=false",
            "-t:ResolveReferences;ComputeResolvedFilesToPublishList", "-getItem:ResolvedFileToPublish",
        ])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, told);
        JsonArray files = JsonNode.Parse(told)!["Items"]!["ResolvedFileToPublish"]!.AsArray();
        string[] places = [.. files.Select(file => (string)file!["RelativePath"]!)];
        Assert.Contains("Microsoft.CodeAnalysis.CSharp.dll", places);
        Assert.Contains("StudyKit.Notebooks.dll", places);
        // Two of one name stop the packing.
        Assert.Empty(places.GroupBy(place => place).Where(one => one.Count() > 1).Select(one => one.Key));
        Assert.DoesNotContain(files, file => ((string)file!["FullPath"]!).Contains("ready-to-run"));
    }

    private static string Name(XElement item, string attribute) =>
        item.Attribute(attribute)!.Value.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal);

    private static string? Says(XDocument project, string property) =>
        project.Descendants(property).FirstOrDefault()?.Value;
}
