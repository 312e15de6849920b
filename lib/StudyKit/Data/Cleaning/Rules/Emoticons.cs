using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts emoji, the platform's [names] of them, and faces made of signs.</summary>
public sealed partial class Emoticons() : CleaningRule(
    "emoticons",
    "Cuts emoji, Weibo's [doge] and faces such as (⊙o⊙): a vocabulary of characters has no room for them.",
    "太好了[心]🎂", "太好了")
{
    private static readonly SearchValues<char> s_possible = SearchValues.Create(
        "[(（^=_\u20E3\u200D\uFE0F⊙︶" + string.Concat(Enumerable.Range(0xD83C, 4).Select(code => (char)code)) +
            string.Concat(Enumerable.Range(0x2600, 0x1C0).Select(code => (char)code)) + "TQＴＱ⭐");

    internal override RuleTriggers? Triggers => new(s_possible.Contains);

    /// <inheritdoc/>
    public override string? Apply(string text) =>
        text.AsSpan().ContainsAny(s_possible) ? Face().Replace(text, "") : text;

    // Not between [ ]: long texts. Between round brackets: signs with at most two letters, so that (真的) and (2020)
    // stay.
    [GeneratedRegex(
        @"\[[\u4e00-\u9fffA-Za-z0-9]{1,8}\]|[\uD83C-\uD83E][\uDC00-\uDFFF]|[\u2600-\u27BF\u2B50\uFE0F\u200D\u20E3]|" +
        @"[╮╭╯ヾヽ┑└]?[(（](?=[^()（）]*[^\w\s()（）,，.。!！?？、:：~～-])[^()（）\u4e00-\u9fffA-Za-z0-9]{0,4}" +
        @"[A-Za-z]?[^()（）\u4e00-\u9fffA-Za-z0-9]{0,4}[A-Za-z]?[)）][╮╭╯ノﾉ┍]?|" +
        @"(?<![A-Za-zＡ-Ｚ])(?:T[_^]?T|TAT|Q[AW]Q|ＱＡＱ|ＴＡＴ|T\^T)(?![A-Za-zＡ-Ｚ])|" +
        @"\^[_-]?\^|=[_.]=|-_-|⊙[﹏o]⊙|\^o\^")]
    private static partial Regex Face();
}
