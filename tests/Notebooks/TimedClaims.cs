namespace StudyKit.Tests.Notebooks;

/// <summary>Claims about speed: what they find depends on what else the machine does.</summary>
internal static class TimedClaims
{
    private static readonly string[] s_starts = ["transformer.cost.", "transformer.parallel", "gpt3.cost."];

    public static bool Has(string id) => s_starts.Any(start => id.StartsWith(start, StringComparison.Ordinal));
}
