using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts the marker that says whom a comment answers.</summary>
public sealed partial class ReplyMarker() : CleaningRule(
    "reply marker",
    "Cuts 回复 @name: at the beginning: the platform wrote it, and the order of the dialogue says it already. Where no " +
    "one can tell the name's end, the utterance goes.",
    "回复 @小王: 好啊", "好啊")
{
    internal override RuleTriggers? Triggers => new(c => c is '@' or '＠');

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        ReadOnlySpan<char> span = text;
        if (!span.ContainsAny('@', '＠') || !span.Contains('回')) return text;
        string rest = Marker().Replace(text, "");
        return Left().IsMatch(rest) ? null : rest;
    }

    [GeneratedRegex(@"^(?:\s*回[复覆復]\s*[@＠]\s*[\w·-]{1,30}(?:\s*[:：]\s*|\s+|$))+")]
    private static partial Regex Marker();

    // At the beginning with a name that does not end, or in the middle: whose words are they?
    [GeneratedRegex(@"^\s*回[复覆復]\s*[@＠]|回[复覆復]\s*[@＠]\s*[\w·-]{1,30}\s*[:：]")]
    private static partial Regex Left();
}
