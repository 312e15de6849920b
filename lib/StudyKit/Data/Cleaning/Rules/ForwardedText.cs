using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts what is quoted from those before: Weibo hangs it on a repost.</summary>
public sealed partial class ForwardedText() : CleaningRule(
    "forwarded text",
    "Cuts everything from //@name: on, which earlier people said and Weibo hung on a repost.",
    "一起来吗？//@小王: 算我一个", "一起来吗？")
{
    internal override RuleTriggers? Triggers => new(Pairs: ["//"]);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (!text.Contains("//", StringComparison.Ordinal)) return text;
        Match quoted = Quoted().Match(text);
        return quoted.Success ? text[..quoted.Index] : text;
    }

    [GeneratedRegex(@"\s*//\s*[@＠]")]
    private static partial Regex Quoted();
}
