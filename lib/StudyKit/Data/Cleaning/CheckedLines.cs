using System.Text.Json;

namespace StudyKit.Data.Cleaning;

/// <summary>A line of which people have said what cleaning must make of it.</summary>
/// <param name="Text">The utterance as it stands on a platform.</param>
/// <param name="Clean">What must be left, to the letter; null when it must go.</param>
/// <param name="Noise">Names of the rules that must find something; empty when the line must stay as it is.</param>
public sealed record CheckedLine(string Text, string? Clean, IReadOnlyList<string> Noise)
{
    /// <summary>Whether the line must stay as it is.</summary>
    public bool Stays => Noise.Count == 0;
}

/// <summary>
/// The hand-checked lines of data/cleaning, written in the manner of posts: half of them look like noise and are none.
/// </summary>
public static class CheckedLines
{
    /// <summary>The lines that the rules were written with (checked.jsonl).</summary>
    public static IReadOnlyList<CheckedLine> Known { get; } = Read("data/cleaning/checked.jsonl");

    /// <summary>
    /// Lines at which nobody looked while the rules were changed (checked-held-out.jsonl), written by people who had
    /// not seen the rules. One has been looked at since: <c>log(a*b)=log(a)+log(b)</c> was dropped, and formulas by
    /// themselves stay for its sake.
    /// </summary>
    public static IReadOnlyList<CheckedLine> HeldOut { get; } = Read("data/cleaning/checked-held-out.jsonl");

    private static CheckedLine[] Read(string name) =>
        [.. EmbeddedText.Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line)];

    private static CheckedLine Line(string json)
    {
        using JsonDocument line = JsonDocument.Parse(json);
        string text = line.RootElement.GetProperty("text").GetString()!;
        return new CheckedLine(
            text,
            line.RootElement.TryGetProperty("clean", out JsonElement clean) ? clean.GetString() : text,
            line.RootElement.TryGetProperty("noise", out JsonElement noise)
                ? [.. noise.EnumerateArray().Select(kind => kind.GetString()!)]
                : []);
    }
}
