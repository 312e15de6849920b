using System.Text.Json.Nodes;
using StudyKit.Jupyter.Install;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Jupyter.Install;

public sealed class KernelSpecTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_kernel_is_written_under_its_name_and_under_that_of_the_notebooks()
    {
        string kernels = KernelSpec.PrefixFolder(_folder);
        IReadOnlyList<string> said = KernelSpec.Install(kernels, ["dotnet", "/opt/kit.dll", "kernel"]);
        string own = Path.Combine(_folder, "share", "jupyter", "kernels", "studykit", "kernel.json");
        Assert.Equal($"Wrote {own}.", said[0]);
        JsonNode spec = JsonNode.Parse(File.ReadAllText(own))!;
        Assert.Equal(
            ["dotnet", "/opt/kit.dll", "kernel", "{connection_file}"],
            spec["argv"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(("StudyKit (C#)", "C#", "message"), (
            (string?)spec["display_name"], (string?)spec["language"], (string?)spec["interrupt_mode"]));
        Assert.Equal(File.ReadAllText(own), File.ReadAllText(Path.Combine(kernels, ".net-csharp", "kernel.json")));
        Assert.Equal(said, KernelSpec.Install(kernels, ["dotnet", "/opt/kit.dll", "kernel"]));
    }

    [Theory]
    [InlineData("""{"display_name": ".NET (C#)"}""")]
    [InlineData("broken")]
    [InlineData("[]")]
    public void Another_programs_kernel_stays(string theirs)
    {
        string file = Path.Combine(_folder, ".net-csharp", "kernel.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, theirs);
        IReadOnlyList<string> said = KernelSpec.Install(_folder, ["studykit", "kernel"]);
        Assert.StartsWith($"{file} belongs to another kernel and stays.", said[1], StringComparison.Ordinal);
        Assert.Equal(theirs, File.ReadAllText(file));
    }

    [UnixFact]
    public void A_folder_that_cannot_be_written_says_what_to_do()
    {
        string file = Path.Combine(_folder, "studykit");
        File.WriteAllText(file, "a file where the folder should be");
        IOException error = Assert.Throws<IOException>(() => KernelSpec.Install(_folder, ["studykit", "kernel"]));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("--prefix", error.Message, StringComparison.Ordinal);
    }
}
