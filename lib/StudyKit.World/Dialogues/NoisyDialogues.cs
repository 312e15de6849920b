using StudyKit.Text;

namespace StudyKit.World.Dialogues;

/// <summary>
/// A dialogue of the small world as it was said, as it stands on the platform, and what was done to each utterance in
/// between.
/// </summary>
/// <param name="Said">
/// The utterances as they were said; where one laughs or ends at length, with as much of it as cleaning leaves.
/// </param>
/// <param name="Raw">The same with noise; an utterance that should go is here too.</param>
/// <param name="Noise">
/// For each utterance the names of the cleaning rules that should find something; empty for a clean one.
/// </param>
/// <param name="Gone">For each utterance whether it should go.</param>
public sealed record NoisyDialogue(
    IReadOnlyList<string> Said,
    IReadOnlyList<string> Raw,
    IReadOnlyList<IReadOnlyList<string>> Noise,
    IReadOnlyList<bool> Gone);

/// <summary>
/// Weibo-like talk about the small world, with noise of every kind that cleaning has a rule for, and the truth beside
/// it: so the rules can be scored. The same seed gives the same dialogues on every system.
/// </summary>
/// <param name="seed">The seed.</param>
public sealed class NoisyDialogues(long seed = 0)
{
    private const int Stream = 7;

    private static readonly string[] s_names = ["小王", "Cindy", "阿明的猫", "li_2019", "爱吃鱼的小雨"];
    private static readonly string[] s_faces = ["[doge]", "[哈哈]", "🎂", "😂😂", "(⊙o⊙)", "[心]", "❤", "T_T", "(*¯︶¯*)"];
    private static readonly string[] s_sells = ["全店包邮，点击下单", "转发抽三位送口红", "加我微信领优惠券", "官方旗舰店限时秒杀", "招代理，日赚三百"];
    private static readonly string[] s_abuse = ["你这个王八蛋", "他妈的烦死了", "真是个傻逼"];
    private static readonly string[] s_foreign =
    [
        "Happy birthday to you", "so cute omg", "ありがとう", "see you tomorrow then",
    ];

    /// <summary>Which rules the noise is for.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["forwarded text", "reply marker", "links", "contacts", "mentions", "hashtags", "platform tags",
            "emoticons", "repeats", "spaces", "advertisements", "sensitive words", "length", "not Chinese"];

    /// <summary>Dialogues with noise. Asking for more gives the same ones first.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noise">The share of utterances that get noise, from 0 to 1.</param>
    public IReadOnlyList<NoisyDialogue> Take(int count, double noise = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<NoisyDialogue> dialogues = new(count);
        for (int number = 0; number < count; number++)
        {
            SeededRandom random = new(seed, number, Stream);
            List<string> said = [.. WorldTalk.Dialogue(random)], raw = [];
            List<IReadOnlyList<string>> kinds = [];
            for (int i = 0; i < said.Count; i++)
            {
                (string text, string left, string[] kind) =
                    random.Chance(noise) ? Spoil(said[i], random) : (said[i], said[i], []);
                raw.Add(text);
                said[i] = left;
                kinds.Add(kind);
            }

            dialogues.Add(new NoisyDialogue(said, raw, kinds, [.. kinds.Select(kind => kind.Any(IsLost))]));
        }

        return dialogues;
    }

    private static bool IsLost(string kind) =>
        kind is "contacts" or "advertisements" or "sensitive words" or "length" or "not Chinese";

    private static (string Text, string Left, string[] Kinds) Spoil(string said, SeededRandom random)
    {
        string left = said;
        string name = random.Pick(s_names);
        string kind = random.Pick(Kinds);
        string text = kind switch
        {
            "forwarded text" => $"{said}//@{name}: {random.Pick(["早上好啊", "转发微博", "我也这么想"])}",
            "reply marker" => $"回复 @{name}:{said}",
            "links" => said + random.Pick([" http://t.cn/A67TbMOL", " https://weibo.com/u/12", " www.taobao.com"]),
            "contacts" => said + random.Pick(["联系电话13800138000", "我的邮箱abc.d@mail.com", "微信号：abc12345"]),
            "mentions" => $"@{name} {said}",
            "hashtags" => random.Pick(["#早安#", "#今天吃什么#", "#2020生日快乐#"]) + said,
            "platform tags" => said + random.Pick(["O网页链接", "[图片]", "转发微博", "查看图片"]),
            "emoticons" => said + random.Pick(s_faces),
            "repeats" => Stretch(said, random, out left),
            "spaces" => said[..2] + random.Pick(["  ", "\u3000", "\u200B"]) + said[2..],
            "advertisements" => random.Pick(s_sells),
            "sensitive words" => random.Pick(s_abuse),
            "length" => random.Pick(["嗯", "。", "？？", string.Concat(Enumerable.Repeat(said, 20))]),
            _ => random.Pick(s_foreign),
        };
        // What one rule cuts may leave work for another: a space behind a name, two marks that were one.
        string[] more = kind switch
        {
            "links" or "mentions" => ["spaces"],
            _ when text == "？？" => ["repeats"],
            _ => [],
        };
        return (text, left, [kind, .. more]);
    }

    // People do laugh and trail off: three letters of a laugh stay, several full stops are an ellipsis, several
    // question marks one.
    private static string Stretch(string said, SeededRandom random, out string left)
    {
        bool atEnd = random.Chance(0.5);
        left = !atEnd ? $"哈哈哈，{said}" : said[^1] == '。' ? said[..^1] + "…" : said;
        return atEnd
            ? said + new string(said[^1], 2 + random.Next(6))
            : $"{new string('哈', 4 + random.Next(8))}，{said}";
    }
}
