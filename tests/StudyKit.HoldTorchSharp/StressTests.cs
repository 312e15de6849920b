using System.Diagnostics;
using System.Text.Json.Nodes;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.HoldTorchSharp;

[Collection(TorchCollection.Name)]
public sealed class StressTests
{
    [Theory]
    [InlineData("scalar")]
    [InlineData("tensor")]
    [InlineData("lazy")]
    public void Every_value_is_right_while_another_thread_collects(string mode)
    {
        (int exitCode, string output) = Run([], mode, "3");
        Assert.True(exitCode == 0, $"exit code {exitCode}: {output}");
        Assert.EndsWith("every value right", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat")]
    [InlineData("index")]
    [InlineData("graph")]
    [InlineData("optimizer")]
    [InlineData("norm")]
    [InlineData("loss")]
    [InlineData("generator")]
    [InlineData("data")]
    public void The_other_ways_to_lose_an_object_are_closed_too(string mode)
    {
        (int exitCode, string output) = Run([], mode, "0.7");
        Assert.True(exitCode == 0, $"exit code {exitCode}: {output}");
    }

    [Fact]
    public void The_same_run_fails_on_the_packages_TorchSharp()
    {
        // Were all of these to pass, the tests above would prove nothing. Each ends within seconds nearly always; one
        // alone was once seen to survive a minute.
        string folder = Directory.CreateTempSubdirectory("studykit-plain-").FullName;
        try
        {
            string assembly = typeof(StressTests).Assembly.Location;
            string deps = Path.Combine(folder, "plain.deps.json");
            File.WriteAllText(deps, WithoutTorchSharp(File.ReadAllText(Path.ChangeExtension(assembly, ".deps.json"))));
            string config = Path.ChangeExtension(assembly, ".runtimeconfig.json");
            int failed = 0;
            foreach (string mode in new[] { "tensor", "scalar", "cat", "graph", "lazy", "loss" })
            {
                (int exitCode, string output) =
                    Run(["exec", "--depsfile", deps, "--runtimeconfig", config], mode, "5");
                Assert.Contains("TorchSharp.dll as the package has it", output, StringComparison.Ordinal);
                Assert.DoesNotContain("Could not load", output, StringComparison.Ordinal);
                if (exitCode != 0) failed++;
            }

            Assert.InRange(failed, 1, 6);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The dependency list without TorchSharp.dll: the program then loads the package's (Support/Program.cs).
    /// </summary>
    private static string WithoutTorchSharp(string json)
    {
        JsonNode deps = JsonNode.Parse(json)!;
        foreach ((_, JsonNode? target) in deps["targets"]!.AsObject())
        {
            foreach ((string name, JsonNode? library) in target!.AsObject())
            {
                if (name.StartsWith("TorchSharp/", StringComparison.Ordinal)) library!.AsObject().Remove("runtime");
            }
        }

        return deps.ToJsonString();
    }

    private static (int ExitCode, string Output) Run(string[] host, string mode, string seconds)
    {
        ProcessStartInfo start = new(
            "dotnet", [.. host, typeof(StressTests).Assembly.Location, "hold-stress", mode, seconds])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
