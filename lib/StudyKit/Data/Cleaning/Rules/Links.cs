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

    internal override RuleTriggers? Triggers => new(c => c is '.' or '/');

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (!text.AsSpan().ContainsAny('.', '/')) return text;
        int first = -1, last = 0;
        foreach (ValueMatch match in Address().EnumerateMatches(text))
        {
            int end = match.Index + match.Length;
            if (Seam.LacksPlace(text, match.Index, end)) return null;
            (first, last) = (first < 0 ? match.Index : first, end);
        }

        return first < 0 ? text : Address().Replace(text, "");
    }

    // With a scheme; beginning with www; with a path, and then of any common domain; or bare, and then of few domains,
    // since node.js, main.cc, java.io and ASP.NET are no addresses. A bracket around it goes with it.
    [GeneratedRegex(
        @"(?<bracket>[(（【\[《<]\s*)?(?:(?:https?|ftp)://[!-~]*[A-Za-z0-9/_=&#%~-]|(?<![A-Za-z0-9@＠_.-])(?:" +
        @"www\." + Label + @"[a-z]{2,}(?![a-z0-9])(?::\d+)?(?:[/?]" + Path + ")?|" +
        Label + @"(?:com|cn|org|net|edu|gov|cc|tv|io|co|me|im|ly|be|gl|gd|fm|us|uk|jp|hk|tw|" +
        "info|biz|top|xyz|app|dev|site|vip|club|live|link|shop)" + @"(?::\d+)?/" + Path + "|" +
        @"(?!(?:asp|vb|ado|ml|paint|json)\.net)" + Label + @"(?:com|cn|org|edu|gov|net)(?![a-z0-9@＠_]|\.[a-z0-9])))" +
        @"(?(bracket)(?:\s*[)）】\]》>])?)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
