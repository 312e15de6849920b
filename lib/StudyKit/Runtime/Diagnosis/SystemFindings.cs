using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Runtime.Diagnosis;

/// <summary>The operating system, its C and C++ libraries, .NET and memory.</summary>
internal static partial class SystemFindings
{
    private const int NeededSdk = 10;
    private const double NeededGigabytes = 4;

    public static IEnumerable<Finding> Collect()
    {
        yield return OperatingSystemName();
        if (OperatingSystem.IsLinux())
        {
            yield return MachineReport.Try("glibc", Glibc);
            yield return MachineReport.Try("libstdc++", LibStdCpp);
        }

        yield return new Finding(".NET", RuntimeInformation.FrameworkDescription);
        yield return Sdk(InstalledSdks());
        yield return Memory(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    }

    /// <summary>
    /// The SDK's part, from the output of <c>dotnet --list-sdks</c>; null when there is no dotnet command.
    /// </summary>
    internal static Finding Sdk(string? list)
    {
        string[] versions = [.. (list ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ')[0])];
        const string Advice = "The .NET 10 SDK builds the kit and restores '#r \"nuget: ...\"' in notebooks: get it " +
            "from https://dotnet.microsoft.com/download/dotnet/10.0.";
        if (versions.Length == 0) return new Finding(".NET SDK", "none found", FindingLevel.Note, Advice);
        bool fits = versions.Any(version => int.TryParse(version.Split('.')[0], out int major) && major >= NeededSdk);
        return new Finding(".NET SDK", string.Join(", ", versions), fits
            ? FindingLevel.Good
            : FindingLevel.Note, fits ? null : Advice);
    }

    internal static Finding Memory(long bytes)
    {
        double gigabytes = bytes / (double)(1 << 30);
        return gigabytes >= NeededGigabytes
            ? new Finding("memory", $"{gigabytes:0.0} GB")
            : new Finding("memory", $"{gigabytes:0.0} GB", FindingLevel.Note, $"The notebooks want {NeededGigabytes} " +
                "GB at scale quick and more at scale study. Close other programs, or give the container more.");
    }

    /// <summary>The newest <c>GLIBCXX_3.4.n</c> that a libstdc++ offers; null when it names none.</summary>
    internal static int? NewestSymbolVersion(string libstdcpp)
    {
        MatchCollection found = SymbolVersion().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(libstdcpp)));
        return found.Count == 0 ? null : found.Max(match => int.Parse(match.Groups[1].ValueSpan));
    }

    private static Finding OperatingSystemName()
    {
        string name = OperatingSystem.IsLinux()
            ? LinuxName() ?? RuntimeInformation.OSDescription
            : RuntimeInformation.OSDescription;
        Architecture architecture = RuntimeInformation.ProcessArchitecture;
        bool supported = architecture == Architecture.X64
            || (architecture == Architecture.Arm64 && !OperatingSystem.IsLinux());
        return new Finding(
            "system",
            $"{name}, {architecture.ToString().ToLowerInvariant()}",
            supported ? FindingLevel.Good : FindingLevel.Problem,
            supported
                ? null
                : "libtorch comes for x64 on Linux and Windows and for arm64 on macOS and Windows. Use such a system.");
    }

    private static string? LinuxName()
    {
        try
        {
            string? line = File.ReadLines("/etc/os-release")
                .FirstOrDefault(text => text.StartsWith("PRETTY_NAME=", StringComparison.Ordinal));
            return line?["PRETTY_NAME=".Length..].Trim('"');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Finding Glibc()
    {
        try
        {
            return new Finding("glibc", Marshal.PtrToStringAnsi(gnu_get_libc_version()) ?? "unknown");
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return new Finding("glibc", "none", FindingLevel.Problem, "libtorch needs glibc; this looks like a musl " +
                "system such as Alpine. Use one that is built on glibc, for instance Debian or Ubuntu.");
        }
    }

    private static Finding LibStdCpp()
    {
        string? path = File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(file => file.Contains("/libstdc++.so", StringComparison.Ordinal));
        if (path is null)
        {
            return new Finding(
                "libstdc++",
                "not loaded",
                FindingLevel.Problem,
                "Install the C++ runtime: libstdc++6 (Debian, Ubuntu) or libstdc++ (Fedora, RHEL).");
        }

        int? newest = NewestSymbolVersion(path);
        return new Finding(
            "libstdc++",
            newest is null ? Path.GetFileName(path) : $"{Path.GetFileName(path)}, up to GLIBCXX_3.4.{newest}");
    }

    private static string? InstalledSdks()
    {
        try
        {
            string command = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host
                ? host
                : "dotnet";
            using Process? process = Process.Start(new ProcessStartInfo(command, "--list-sdks")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (process is null) return null;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(TimeSpan.FromSeconds(20))) return output.Result;
            process.Kill();
            return null;
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"GLIBCXX_3\.4\.(\d+)\0")]
    private static partial Regex SymbolVersion();

    [LibraryImport("libc")]
    private static partial IntPtr gnu_get_libc_version();
}
