using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts names that are called.</summary>
public sealed partial class Mentions() : CleaningRule(
    "mentions",
    "Cuts @name, since it names a real person and no model can know who that is; drops utterances whose " +
    "sentence needs the name, or has grown together with it.",
    "你看 @小王 这个", "你看  这个")
{
    internal override RuleTriggers? Triggers => new(c => c is '@' or '＠');

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (!text.AsSpan().ContainsAny('@', '＠')) return text;
        bool found = false;
        foreach (ValueMatch match in Mention().EnumerateMatches(text))
        {
            found = true;
            ReadOnlySpan<char> name = text.AsSpan(match.Index, match.Length);
            bool sentence = !char.IsAsciiLetterOrDigit(name[^1]) && Sentence().IsMatch(name);
            if (sentence || Seam.LacksName(text, match.Index, match.Index + match.Length)) return null;
        }

        return found ? Mention().Replace(text, "") : text;
    }

    // Not @我 (call me), which is a verb, not the sign spoken of, not a price (@3块), not the face @_@, and not what code
    // has: @Override.
    [GeneratedRegex(
        @"(?:[-—]{2,6}\s*)?[@＠](?![_.﹏o]+[@＠]|[我你他她](?:们|們)?(?:$|[^\w]|[了啊呀呢吗嘛哦一下就干都的])|一下|[了过過到]|所有人|" +
        @"全[体體]|[呢吗啊](?:$|[^\w])|[错錯][人了]|[这這那][个個](?:符|字)|符[号號]|(?<=[个個].)(?:在|怎|是)|" +
        @"\d+(?:\.\d+)?[元块塊]|(?:Override|Deprecated|Autowired|Bean|Test|" +
        @"Component|Service|Controller|Entity|Nullable|property|(?:static|class)method|dataclass|param|return|media|" +
        @"import|interface|charset)(?![A-Za-z0-9_·-]))[\w·-]{1,30}(?:\s*[:：])?")]
    private static partial Regex Mention();

    // A name that speaks in sentences: whoever wrote it left no space behind the name.
    [GeneratedRegex(
        @"[吗嗎呢吧嘛]$|[这這那][个個么麼]|什么|什麼|怎么|怎麼|[为為]什|你[这這那们們是在要说說看]|[还還]我|快[来來去看]|[来來][看吧]|一起|" +
        @"[\u4e00-\u9fff]{2}[了啊呀]$")]
    private static partial Regex Sentence();
}
