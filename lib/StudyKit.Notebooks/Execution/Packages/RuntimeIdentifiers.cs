using System.Runtime.InteropServices;

namespace StudyKit.Notebooks.Execution.Packages;

/// <summary>How packages name this machine's system.</summary>
internal static class RuntimeIdentifiers
{
    /// <summary>This machine's runtime identifiers, most exact first.</summary>
    public static IEnumerable<string> All()
    {
        string architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string[] general = system == "win" ? ["win", "any"] : [system, "unix", "any"];
        return new[] { RuntimeInformation.RuntimeIdentifier, $"{system}-{architecture}" }.Concat(general).Distinct();
    }
}
