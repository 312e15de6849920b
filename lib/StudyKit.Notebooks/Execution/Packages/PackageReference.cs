using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Execution.Packages;

/// <summary>What <c>#r "nuget: Name, Version"</c> asks for.</summary>
/// <param name="Name">The package's id.</param>
/// <param name="Version">Its version or range; null for the newest.</param>
internal sealed partial record PackageReference(string Name, string? Version)
{
    /// <summary>Reads the text between the quotes; null when it names no package.</summary>
    public static PackageReference? TryParse(string reference)
    {
        Match match = Form().Match(reference);
        return match.Success
            ? new PackageReference(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : null)
            : null;
    }

    public override string ToString() => Version is null ? Name : $"{Name} {Version}";

    [GeneratedRegex(
        @"\A\s*nuget\s*:\s*([A-Za-z0-9_.-]+)\s*(?:,\s*([][(),0-9A-Za-z.*+ -]+?)\s*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
