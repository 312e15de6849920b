using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts names that are called.</summary>
public sealed partial class Mentions() : CleaningRule(
    "mentions",
    "Cuts @name: it names a real person, and no model can know who that is.",
    "你看 @小王 这个", "你看  这个")
{
    internal override RuleTriggers? Triggers => new(c => c is '@' or '＠');

    /// <inheritdoc/>
    public override string? Apply(string text) =>
        text.AsSpan().ContainsAny('@', '＠') ? Mention().Replace(text, "") : text;

    [GeneratedRegex(@"[@＠][\w·-]{1,30}[:：]?")]
    private static partial Regex Mention();
}
