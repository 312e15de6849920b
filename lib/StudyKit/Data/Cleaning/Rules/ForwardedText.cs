namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts what is quoted from those before: Weibo hangs it on a repost.</summary>
public sealed class ForwardedText() : CleaningRule(
    "forwarded text",
    "Cuts everything from //@name: on, which earlier people said and Weibo hung on a repost.",
    "一起来吗？//@小王: 算我一个", "一起来吗？")
{
    internal override RuleTriggers? Triggers => new(Pairs: ["//"]);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int at = text.AsSpan().IndexOf("//@");
        return at < 0 ? text : text[..at];
    }
}
