using System.Diagnostics;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Packages;

/// <summary>
/// Restores packages with the <c>dotnet</c> command, so that the reader's own NuGet settings hold.
/// The result is kept in the user's cache: the same packages are found at once the next time, without a network.
/// </summary>
internal static class PackageRestore
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    // A reference without a version means the newest, so what was the newest is asked for again after a day.
    private static readonly TimeSpan NewestHolds = TimeSpan.FromDays(1);

    /// <param name="packages">All packages of the session, so that versions agree.</param>
    /// <param name="folder">Where the reader's NuGet settings are looked for.</param>
    /// <param name="sources">Feeds to ask beside those of the settings: addresses or folders.</param>
    /// <param name="report">
    /// Hears what is going on, about once a second, and once at the end; a warning when an old answer is used.
    /// </param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <exception cref="PackageException">A package was not found, or the restore failed.</exception>
    public static async Task<RestoredPackages> RestoreAsync(
        IReadOnlyCollection<PackageReference> packages,
        string folder,
        IReadOnlyCollection<string> sources,
        Action<SessionEvent> report,
        CancellationToken cancellation)
    {
        string names = string.Join(", ", packages);
        string framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        string project = Project(packages, framework, sources);
        RequireOwn(CacheFolder());
        string cache = Path.Combine(
            CacheFolder(),
            "packages",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16]);
        string assets = Path.Combine(cache, "obj", "project.assets.json");
        RestoredPackages? cached = Read(assets, packages);
        bool isOffline = Environment.GetEnvironmentVariable("STUDYKIT_OFFLINE") is { Length: > 0 };
        if (cached is not null && (isOffline || IsFresh(assets, packages))) return cached;
        if (isOffline)
        {
            throw new PackageException($"{names}: --offline asks no server, and these versions are not in the cache " +
                $"{CacheFolder()}. Run once without --offline, or take the reference out.");
        }

        Stopwatch clock = Stopwatch.StartNew();
        string task = $"restoring {names}";
        report(new ProgressEvent(task, TimeSpan.Zero, Done: false));
        try
        {
            WriteProject(cache, project);
            Task<(int Code, string Output)> restore = RunAsync(
                cache, folder, force: cached is not null, cancellation);
            while (await Task.WhenAny(restore, Task.Delay(Beat, cancellation)) != restore)
            {
                report(new ProgressEvent(task, clock.Elapsed, Done: false));
            }

            (int code, string output) = await restore;
            if (code == 0 && Read(assets, packages) is { } restored)
            {
                File.SetLastWriteTimeUtc(assets, DateTime.UtcNow);
                return restored;
            }

            if (cached is not null)
            {
                report(new StreamEvent("stderr", $"{names}: the newest versions could not be asked for, so those of " +
                    $"an earlier run are used. {Cause(output)}\n"));
                return cached;
            }

            Directory.Delete(cache, recursive: true);
            throw new PackageException($"{names} could not be restored. {Cause(output)}");
        }
        finally
        {
            report(new ProgressEvent(task, clock.Elapsed, Done: true));
        }
    }

    internal static string CacheFolder() =>
        UserFolder.Path ?? Path.Combine(Path.GetTempPath(), $"studykit-{Environment.UserName}");

    /// <summary>
    /// Code is loaded from there, so nobody else may have made it. Only the owner may set a folder's mode.
    /// </summary>
    private static void RequireOwn(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(
                    folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            File.SetUnixFileMode(
                folder, File.GetUnixFileMode(folder) & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        }
        catch (UnauthorizedAccessException)
        {
            throw new PackageException($"The cache of packages {folder} belongs to another user, so nothing is " +
                "loaded from there. Set XDG_DATA_HOME to a folder of your own.");
        }
    }

    /// <summary>NuGet writes its file also when it did not find a package, so all are looked for in it.</summary>
    private static RestoredPackages? Read(string assets, IEnumerable<PackageReference> packages) =>
        RestoredPackages.TryRead(assets) is { } restored
            && packages.All(package => restored.Main.ContainsKey(package.Name)) ? restored : null;

    /// <summary>Whether no reference asks for the newest, or the answer is not old.</summary>
    private static bool IsFresh(string assets, IEnumerable<PackageReference> packages) =>
        packages.All(package => package.Version is { } version && !version.Contains('*'))
            || DateTime.UtcNow - File.GetLastWriteTimeUtc(assets) < NewestHolds;

    private static string Project(
        IEnumerable<PackageReference> packages, string framework, IReadOnlyCollection<string> sources)
    {
        StringBuilder text = new();
        text.Append("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n");
        text.Append("    <TargetFramework>").Append(framework)
            .Append("</TargetFramework>\n    <NuGetAudit>false</NuGetAudit>\n");
        if (sources.Count > 0)
        {
            text.Append("    <RestoreAdditionalProjectSources>")
                .Append(SecurityElement.Escape(string.Join(';', sources)))
                .Append("</RestoreAdditionalProjectSources>\n");
        }

        // NuGet takes the nearest listed version where the exact one is gone, and only warns; a script wants to run.
        text.Append("    <TreatWarningsAsErrors>false</TreatWarningsAsErrors>\n  </PropertyGroup>\n  <ItemGroup>\n");
        foreach (PackageReference package in packages)
        {
            text.Append("    <PackageReference Include=\"").Append(SecurityElement.Escape(package.Name));
            text.Append("\" Version=\"").Append(SecurityElement.Escape(package.Version ?? "*")).Append("\" />\n");
        }

        return text.Append("  </ItemGroup>\n</Project>\n").ToString();
    }

    private static void WriteProject(string cache, string project)
    {
        Directory.CreateDirectory(cache);
        File.WriteAllText(Path.Combine(cache, "packages.csproj"), project);
        // MSBuild looks for these in the folders above; here it finds that there is nothing to add.
        foreach (string name in (string[])["Directory.Build.props",
            "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(cache, name), "<Project />\n");
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(
        string cache, string folder, bool force, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(
            "dotnet",
            ["restore", Path.Combine(cache, "packages.csproj"), "--nologo", "-v", "quiet", "--disable-build-servers"])
        {
            WorkingDirectory = cache,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (force) start.ArgumentList.Add("--force");
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // NuGet reads the settings of a project's folder and those above; the project lies in the cache, so the
        // notebook's folder is named.
        start.ArgumentList.Add($"-p:RestoreRootConfigDirectory={folder}");

        using Process process = Start(start);
        try
        {
            string[] output = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancellation),
                process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, string.Concat(output));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PackageException("#r \"nuget: ...\" needs the dotnet command of the .NET SDK on the PATH, and " +
                $"it could not be started: {error.Message}.");
        }
    }

    private static string Cause(string output)
    {
        string[] errors = [.. output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("error ", StringComparison.Ordinal)..].Trim()).Distinct()];
        string said = errors.Length > 0 ? string.Join(" ", errors) : output.Trim();
        return $"NuGet says: {said} Check the name and the version, or the network.";
    }
}
