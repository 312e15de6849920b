using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts what is quoted from those before: Weibo hangs it on a repost.</summary>
public sealed class ForwardedText() : CleaningRule(
    "forwarded text",
    "Cuts everything from //@name: on, which earlier people said and Weibo hung on a repost.",
    "一起来吗？//@小王: 算我一个", "一起来吗？")
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int at = text.AsSpan().IndexOf("//@");
        return at < 0 ? text : text[..at];
    }
}

/// <summary>Cuts the marker that says whom a comment answers.</summary>
public sealed partial class ReplyMarker() : CleaningRule(
    "reply marker",
    "Cuts 回复 @name: at the beginning: the platform wrote it, and the order of the dialogue says it already.",
    "回复 @小王: 好啊", "好啊")
{
    /// <inheritdoc/>
    public override string? Apply(string text) => text.Contains('@', StringComparison.Ordinal) && text.AsSpan().ContainsAny('回', '覆') ? Marker().Replace(text, "") : text;

    [GeneratedRegex(@"^(?:\s*回[复覆]\s*@[^:：]{1,30}[:：]\s*)+")]
    private static partial Regex Marker();
}

/// <summary>Cuts names that are called.</summary>
public sealed partial class Mentions() : CleaningRule(
    "mentions",
    "Cuts @name: it names a real person, and no model can know who that is.",
    "你看 @小王 这个", "你看  这个")
{
    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny('@', '＠') ? Mention().Replace(text, "") : text;

    [GeneratedRegex(@"[@＠][\w·-]{1,30}[:：]?")]
    private static partial Regex Mention();
}
