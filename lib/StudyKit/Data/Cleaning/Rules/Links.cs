using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts web addresses.</summary>
public sealed partial class Links() : CleaningRule(
    "links",
    "Cuts web addresses, since what they point to is not in the text; drops utterances whose sentence needs " +
    "the address.",
    "看这个 http://t.cn/A67TbMOL 好笑", "看这个  好笑")
{
    private const string Path = @"(?:[!-~]*[A-Za-z0-9/_=&#%~-])?", Label = "(?:[a-z0-9-]+\\.)+";

    private static readonly SearchValues<char> s_signs = SearchValues.Create("./．／");

    internal override RuleTriggers? Triggers => new(c => c is '.' or '/' or '．' or '／');

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (!text.AsSpan().ContainsAny(s_signs)) return text;
        string narrow = Narrow(text);
        int kept = 0;
        string left = "";
        foreach (ValueMatch match in Address().EnumerateMatches(narrow))
        {
            int end = match.Index + match.Length;
            if (Seam.LacksPlace(text, match.Index, end)) return null;
            left += text[kept..match.Index];
            kept = end;
        }

        return kept == 0 ? text : left + text[kept..];
    }

    // ｈｔｔｐ：／／ is http:// in the width of Chinese characters. Marks such as ， stay wide: they end an address.
    private static string Narrow(string text) => text.AsSpan().ContainsAny('．', '／')
        ? string.Create(text.Length, text, static (to, from) =>
        {
            for (int i = 0; i < to.Length; i++)
            {
                bool wide = from[i] is >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' or >= '０' and <= '９'
                    or '．' or '／' or '：' or '＿' or '－';
                to[i] = wide ? (char)(from[i] - 0xFEE0) : from[i];
            }
        })
        : text;

    // With a scheme; beginning with www; with a path, and then of any common domain; or bare, and then of few domains,
    // since node.js, main.cc, java.io and ASP.NET are no addresses. A bracket around it goes with it.
    [GeneratedRegex(
        @"(?<bracket>[(（【\[《<]\s*)?(?:(?:https?|ftp)://[!-~]*[A-Za-z0-9/_=&#%~-]|" +
        @"(?<![A-Za-z0-9@＠_.-]|[(\[]at[)\]])(?:" +
        @"www\." + Label + @"[a-z]{2,}(?![a-z0-9])(?::\d+)?(?:[/?]" + Path + ")?|" +
        Label + @"(?:com|cn|org|net|edu|gov|cc|tv|io|co|me|im|ly|be|gl|gd|fm|us|uk|jp|hk|tw|" +
        "info|biz|top|xyz|app|dev|site|vip|club|live|link|shop)" + @"(?::\d+)?/" + Path + "|" +
        @"(?!(?:asp|vb|ado|ml|paint|json)\.net)" + Label + @"(?:com|cn|org|edu|gov|net)(?![a-z0-9@＠_]|\.[a-z0-9])))" +
        @"(?(bracket)(?:\s*[)）】\]》>])?)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
