using System.Diagnostics;
using System.Security.Cryptography;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

/// <summary>The command as a user runs it: a process of its own, a catalog, a server.</summary>
public sealed class DataCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studykit-cli");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Get_verify_and_list_tell_what_is_there()
    {
        byte[] content = [1, 2, 3, 4, 5];
        using LoopbackServer server = new(_ => new(content));
        string catalog = Path.Combine(_folder.FullName, "catalog.json");
        File.WriteAllText(
            catalog,
            $$"""{"sets":[{"name":"tiny","title":"Five bytes","licence":"CC0","homepage":"{{server.Address}}","citation":"nobody","files":[{"file":"tiny/five.bin","url":"{{server.Address}}five","bytes":5,"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(content))}}"}]}]}""");
        string data = Path.Combine(_folder.FullName, "data"), file = Path.Combine(data, "tiny", "five.bin");

        Assert.Contains(
            "not here: studykit data get tiny",
            Run(0, "list", "--catalog", catalog, "--data", data),
            StringComparison.Ordinal);
        string got = Run(0, "get", "tiny", "--catalog", catalog, "--data", data);
        Assert.Contains("licence CC0", got, StringComparison.Ordinal);
        Assert.Contains("tiny: 1 files", got, StringComparison.Ordinal);
        Assert.Contains(
            $"right    {file}", Run(0, "verify", "--catalog", catalog, "--data", data), StringComparison.Ordinal);

        File.WriteAllBytes(file, [1, 2, 3]);
        string wrong = Run(1, "verify", "tiny", "--catalog", catalog, "--data", data);
        Assert.Contains($"WRONG    {file}: expected 5 bytes", wrong, StringComparison.Ordinal);
        Assert.Contains("`studykit data get tiny` puts right copies", wrong, StringComparison.Ordinal);
        Assert.Contains(
            "A data set is one of tiny. Received 'huge'",
            Run(1, "get", "huge", "--catalog", catalog, "--data", data),
            StringComparison.Ordinal);
    }

    private static string Run(int expected, params string[] arguments)
    {
        ProcessStartInfo start = new(
            "dotnet", [SolutionFolder.File("artifacts", "bin", "StudyKit.Cli", BuildFolder, "StudyKit.Cli.dll"),
                "data", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("STUDYKIT_DATA");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == expected, $"Exit code {process.ExitCode}, expected {expected}: {output}");
        return output;
    }

    // artifacts/bin/StudyKit.Tests/release → release.
    private static string BuildFolder => new DirectoryInfo(AppContext.BaseDirectory).Name;
}
