using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>
/// Where something is cut out, two ends meet. When the sentence needed what was cut, as in 我和@小王 去的, what is left
/// means something else, and the utterance goes whole.
/// </summary>
internal static partial class Seam
{
    private const int Tail = 6, Head = 3;

    /// <summary>Whether a sentence lacks the name of a person that was cut out of it.</summary>
    public static bool LacksName(string text, int start, int end) =>
        BeforeName().IsMatch(Before(text, start)) || AfterNoun().IsMatch(After(text, end))
        || (After(text, end).Length > 0
            ? IsTold().IsMatch(Before(text, start))
            : IsNobody().IsMatch(Before(text, start)));

    /// <summary>Whether a sentence lacks the web address that was cut out of it.</summary>
    public static bool LacksPlace(string text, int start, int end) =>
        BeforePlace().IsMatch(Before(text, start)) || AfterPlace().IsMatch(After(text, end));

    /// <summary>Whether a sentence lacks the topic that was cut out of it.</summary>
    public static bool LacksTopic(string text, int start, int end)
    {
        bool joinedBefore = start > 0 && IsWord(text[start - 1]), joinedAfter = end < text.Length && IsWord(text[end]);
        return (joinedBefore && joinedAfter)
            || (joinedBefore && BeforeTopic().IsMatch(Before(text, start)))
            || (joinedAfter && AfterNoun().IsMatch(After(text, end)));
    }

    /// <summary>Whether a sentence lacks the thing that was shown by a picture of it, as in 想喝🍺了.</summary>
    public static bool LacksThing(string text, int start, int end) =>
        BeforeThing().IsMatch(Before(text, start))
        || (end < text.Length && start > 0 && text[start - 1] == '的' && IsWord(text[end]));

    /// <summary>Whether a sentence lacks its verb, as in 我❤你.</summary>
    public static bool LacksVerb(string text, int start, int end) =>
        BeforeVerb().IsMatch(Before(text, start)) && AfterVerb().IsMatch(After(text, end));

    /// <summary>A letter, digit or Chinese character: what a sentence is made of.</summary>
    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static ReadOnlySpan<char> Before(string text, int start)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, start).TrimEnd();
        return before[Math.Max(0, before.Length - Tail)..];
    }

    private static ReadOnlySpan<char> After(string text, int end)
    {
        ReadOnlySpan<char> after = text.AsSpan(end).TrimStart();
        return after[..Math.Min(Head, after.Length)];
    }

    // Words that need somebody behind them; 不用, 请问, 现在 and the like do not.
    [GeneratedRegex(
        @"(?:[和跟与與给給让讓叫把被对對向从從替比像由连連]|(?<![不没沒])用|(?<![请請])问|問|找|[说說想遇碰见見轮輪夸]到|[想提说說]起了?|" +
        @"(?<![还還不存现現正])在)$")]
    private static partial Regex BeforeName();

    [GeneratedRegex(@"(?<![可但也要不就还還真总總])是$")]
    private static partial Regex IsTold();

    [GeneratedRegex(@"[这這那他她它]是$")]
    private static partial Regex IsNobody();

    [GeneratedRegex(@"^(?:的(?!确|確)|[地得]|之[前后後间間中]|里|裡|裏|[们們])")]
    private static partial Regex AfterNoun();

    [GeneratedRegex(
        @"(?:[:：]|(?<![还還不存现現正])在|[从從到于於把叫→]|[来來转轉]自|(?<![不没沒])用|(?<![可但也要不就还還真总總])是|(?<![再拜])[见見]|" +
        @"[点點][击擊]|戳|[请請][点點看查]|[登查][录錄询詢]|[访訪][问問]|地址|[网網]址|[链鏈][接结結]|官[网網])$")]
    private static partial Regex BeforePlace();

    [GeneratedRegex(@"^(?:的(?!确|確)|上(?!班|课|課|学|學|午|次|周)|里|裡|裏|中|是|下[载載]|[注註][册冊]|登[录錄陆陸]|[报報]名|申[请請])")]
    private static partial Regex AfterPlace();

    [GeneratedRegex(@"(?:[和跟与與给給让讓叫把被对對向从從在到为為是的追读讀唱拍演写寫搜]|(?<![好难難耐])[看听聽玩])$")]
    private static partial Regex BeforeTopic();

    [GeneratedRegex(@"(?:[吃喝买買养養送点點爱愛骑騎]|想要|(?<![可但也要不就])是|还是|還是|[个個只隻条條朵杯碗颗顆束把张張件双雙瓶台辆輛盒根块塊份])$")]
    private static partial Regex BeforeThing();

    [GeneratedRegex(@"[我你您他她它俺咱们們]$")]
    private static partial Regex BeforeVerb();

    [GeneratedRegex(@"^[我你您他她它俺咱]")]
    private static partial Regex AfterVerb();
}
