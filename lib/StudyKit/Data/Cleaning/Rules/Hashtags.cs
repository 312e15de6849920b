using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts topics.</summary>
public sealed partial class Hashtags() : CleaningRule(
    "hashtags",
    "Cuts #topic#: it files the post under a subject and is not said to anybody.",
    "#早安# 今天真冷", " 今天真冷")
{
    internal override RuleTriggers? Triggers => new(c => c == '#');

    /// <inheritdoc/>
    public override string? Apply(string text) =>
        text.Contains('#', StringComparison.Ordinal) ? Topic().Replace(text, "") : text;

    // Not right behind a Latin letter or digit: C# and F# are names.
    [GeneratedRegex(@"(?<![A-Za-z0-9])#[^#]{1,40}#")]
    private static partial Regex Topic();
}
