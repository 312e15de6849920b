using System.Diagnostics;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Live.Page;

/// <summary>The script that is committed is what its sources give.</summary>
public sealed class BundleTests
{
    private static readonly string Folder = SolutionFolder.File("lib", "StudyKit.Live", "Page");

    [Fact]
    public void It_is_small_enough_and_names_those_who_wrote_what_it_holds()
    {
        string text = File.ReadAllText(Path.Combine(Folder, "dist", "live.js"));
        Assert.InRange(text.Length, 100_000, 600_000);
        Assert.Contains("Marijn Haverbeke", text, StringComparison.Ordinal);
        Assert.DoesNotContain("</script", text, StringComparison.OrdinalIgnoreCase);
        Assert.True(File.Exists(Path.Combine(Folder, "codemirror.LICENSE.txt")));
    }

    [Fact]
    public async Task It_is_fresh_where_its_packages_are_there()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "esbuild"))) return;
        ProcessStartInfo start = new("node", ["build.mjs", "--check"])
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await said}{errors} Run npm run build in lib/StudyKit.Live/Page.");
    }
}
