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

    /// <summary>Whether one version is asked for, and not a range, a pattern or the newest.</summary>
    public bool IsExact => Version is { Length: > 0 } version && char.IsAsciiDigit(version[0])
        && !version.Contains('*') && !version.Contains(',');

    /// <summary>Whether two versions are one to NuGet: 4.0 is 4.0.0, and what follows a + does not count.</summary>
    public static bool SameVersion(string one, string other) =>
        Normal(one).Equals(Normal(other), StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Version is null ? Name : $"{Name} {Version}";

    private static string Normal(string version)
    {
        string[] parts = version.Trim().Split('+')[0].Split('-', 2);
        IEnumerable<string> numbers = parts[0].Split('.').Select(part => part.TrimStart('0').PadLeft(1, '0'));
        string number = string.Join('.', numbers.Concat(Enumerable.Repeat("0", 4)).Take(4));
        return parts.Length > 1 ? $"{number}-{parts[1]}" : number;
    }

    [GeneratedRegex(
        @"\A\s*nuget\s*:\s*([A-Za-z0-9_.-]+)\s*(?:,\s*([][(),0-9A-Za-z.*+ -]+?)\s*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
