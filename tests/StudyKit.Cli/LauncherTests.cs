using System.Diagnostics;
using System.Runtime.Versioning;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

/// <summary>
/// The script <c>./studykit</c> in a folder of its own, with a <c>dotnet</c> that notes how it was called, and "builds"
/// by making the program's file.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const string FirstTime = "First time: restoring packages (about 200 MB to download unless they are " +
        "there) and building, which takes about a minute on two cores, longer on a slow line.\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("studykit launcher ").FullName;

    public LauncherTests()
    {
        foreach (string folder in (string[])["root/lib/A", "root/data/world", "root/data/cleaning", "bin", "elsewhere"])
        {
            Directory.CreateDirectory(In(folder));
        }

        File.WriteAllText(In("root/lib/A/a.cs"), "");
        File.WriteAllText(In("root/data/catalog.json"), "{}");
        File.WriteAllText(In("root/global.json"), "{}");
        File.Copy(SolutionFolder.File("studykit"), In("root/studykit"));
        File.WriteAllText(In("bin/dotnet"), """
            #!/bin/sh
            here=$(dirname "$0")
            if [ "$1" = build ]; then
                echo build >> "$here/calls"
                [ -f "$here/fail" ] && { echo "error CS0000: no"; exit 1; }
                mkdir -p "$here/../root/artifacts/bin/StudyKit.Cli/release"
                touch "$here/../root/artifacts/bin/StudyKit.Cli/release/StudyKit.Cli.dll"
                exit 0
            fi
            shift
            printf '<%s>' "$@"
            exit 7
            """);
        File.SetUnixFileMode(In("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixFact]
    public void The_first_call_says_what_it_does_builds_and_runs()
    {
        Assert.Equal((7, "<run>", FirstTime + "Built.\n"), Call("run"));
        Assert.Equal((7, "<list>", ""), Call("list"));
        Assert.Equal(1, Builds());
    }

    [UnixFact]
    public void Arguments_pass_as_they_are_from_any_folder_and_through_a_link()
    {
        Call("list");
        File.CreateSymbolicLink(In("elsewhere/kit"), In("root/studykit"));
        Assert.Equal((7, "<run><a b.ipynb><-p><x=\"1 $HOME\"><>", ""),
            Start(In("elsewhere/kit"), "run", "a b.ipynb", "-p", "x=\"1 $HOME\"", ""));
    }

    [UnixFact]
    public void It_builds_again_when_a_source_is_newer_or_gone()
    {
        const string Again =
            "The sources are newer than the last build: building, a few seconds to a minute.\nBuilt.\n";
        Call("list");
        Later("root/lib/A/a.cs");
        Assert.Equal((7, "<list>", Again), Call("list"));
        File.SetLastWriteTimeUtc(In("root/artifacts/studykit.built"), DateTime.UtcNow.AddHours(-1));
        File.SetLastWriteTimeUtc(In("root/lib/A/a.cs"), DateTime.UtcNow.AddHours(-2));
        File.Delete(In("root/lib/A/a.cs"));
        Assert.Equal((7, "<list>", Again), Call("list"));
    }

    [UnixFact]
    public void A_plain_build_counts_as_one()
    {
        Directory.CreateDirectory(In("root/artifacts/bin/StudyKit.Cli/release"));
        File.WriteAllText(In("root/artifacts/bin/StudyKit.Cli/release/StudyKit.Cli.dll"), "");
        Later("root/artifacts/bin/StudyKit.Cli/release/StudyKit.Cli.dll");
        Assert.Equal((7, "<list>", ""), Call("list"));
        Assert.Equal(0, Builds());
    }

    [UnixFact]
    public void A_failed_build_is_said_and_nothing_is_run()
    {
        File.WriteAllText(In("bin/fail"), "");
        (int code, string output, string errors) = Call("list");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(FirstTime + "error CS0000: no\nThe build failed, and nothing was run; its messages are " +
            "above and in ", errors);
        Call("list");
        Assert.Equal(2, Builds());
    }

    private string In(string path) => Path.Combine(_folder, path);

    private int Builds() => File.Exists(In("bin/calls")) ? File.ReadAllLines(In("bin/calls")).Length : 0;

    private void Later(string file) => File.SetLastWriteTimeUtc(In(file), DateTime.UtcNow.AddMinutes(1));

    private (int Code, string Output, string Errors) Call(params string[] arguments) =>
        Start(In("root/studykit"), arguments);

    private (int Code, string Output, string Errors) Start(string script, params string[] arguments)
    {
        ProcessStartInfo start = new("/bin/sh", [script, .. arguments])
        {
            WorkingDirectory = In("elsewhere"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
