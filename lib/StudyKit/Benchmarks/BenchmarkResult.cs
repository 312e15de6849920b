using StudyKit.Contracts;
using StudyKit.Runtime;

namespace StudyKit.Benchmarks;

/// <summary>
/// What a benchmark found. Ratios of two things timed in turn say more than seconds: other programs slow both down.
/// </summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Question">What was measured.</param>
/// <param name="Value">The median.</param>
/// <param name="Low">A quarter of the rounds were below.</param>
/// <param name="High">A quarter of the rounds were above.</param>
/// <param name="Unit">What the value is in, for instance <c>times as fast</c>.</param>
/// <param name="AtLeast">The value that the design asks for; null when it asks for none.</param>
/// <param name="AtMost">The value that the design allows; null when it sets no limit.</param>
/// <param name="Details">Numbers behind the value, by name; seconds, rates, sizes.</param>
public sealed record BenchmarkResult(
    string Name, string Question, double Value, double Low, double High, string Unit, double? AtLeast, double? AtMost,
    IReadOnlyDictionary<string, double> Details)
{
    /// <summary>Whether the design's demand is met; null when there is none.</summary>
    public bool? IsMet => (AtLeast, AtMost) switch
    {
        (null, null) => null,
        _ => !(Value < AtLeast) && !(Value > AtMost),
    };

    /// <summary>The result on one line.</summary>
    public override string ToString()
    {
        string demand = AtLeast is { } least ? $", asked for: at least {NumberText.Of(least)}"
            : AtMost is { } most ? $", allowed: at most {NumberText.Of(most)}"
            : "";
        string met = IsMet switch { true => " (met)", false => " (NOT met)", _ => "" };
        return $"{Name}: {NumberText.Of(Value)} {Unit} (half of the rounds from {NumberText.Of(Low)} to " +
            $"{NumberText.Of(High)}){demand}{met}";
    }
}
