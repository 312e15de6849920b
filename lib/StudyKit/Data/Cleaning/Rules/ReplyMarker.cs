using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts the marker that says whom a comment answers.</summary>
public sealed partial class ReplyMarker() : CleaningRule(
    "reply marker",
    "Cuts 回复 @name: at the beginning: the platform wrote it, and the order of the dialogue says it already.",
    "回复 @小王: 好啊", "好啊")
{
    internal override RuleTriggers? Triggers => new(c => c == '@');

    /// <inheritdoc/>
    public override string? Apply(string text) => text.Contains('@', StringComparison.Ordinal)
        && text.AsSpan().ContainsAny('回', '覆') ? Marker().Replace(text, "") : text;

    [GeneratedRegex(@"^(?:\s*回[复覆]\s*@[^:：]{1,30}[:：]\s*)+")]
    private static partial Regex Marker();
}
