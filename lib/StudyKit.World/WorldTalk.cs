using StudyKit.Text;
using StudyKit.World.Lexicons;

namespace StudyKit.World;

/// <summary>
/// Small talk about the small world: two people ask and answer in turn. What one answers depends on what was said
/// before.
/// </summary>
public static class WorldTalk
{
    private static readonly string[] s_days = ["昨天", "今天", "周末", "早上", "晚上"];
    private static readonly string[] s_openers = ["你{0}去哪里了？", "{0}你在哪里？", "你{0}出门了吗？"];
    private static readonly string[] s_generic = ["是啊。", "真的吗？", "不知道。"];

    private static readonly string[] s_places =
    [
        .. Lexicon.Default.Places.Where(place => place.Kinds.Contains("goal")).Select(place => Plain(place.Zh)),
    ];
    private static readonly string[] s_goods = [.. Lexicon.Default.Things
        .Where(thing => thing.Kinds.Contains("goods") && thing.Measure is not null)
        .Select(thing => $"{thing.Measure}{thing.Zh}")];
    private static readonly string[] s_people = [.. Lexicon.Default.People.Skip(2).Select(person => Plain(person.Zh))];

    /// <summary>Dialogues without noise, in two to six utterances.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Take(long seed, int count) =>
        [.. Enumerable.Range(0, count).Select(number => Dialogue(new SeededRandom(seed, number, 8)))];

    internal static IReadOnlyList<string> Dialogue(SeededRandom random)
    {
        string day = random.Pick(s_days),
            place = random.Pick(s_places), thing = random.Pick(s_goods), friend = random.Pick(s_people);
        List<string> said = [string.Format(random.Pick(s_openers), day), random.Chance(0.1)
            ? random.Pick(s_generic)
            : $"我{day}去了{place}。"];
        if (random.Chance(0.75))
        {
            said.AddRange([$"{place}怎么样？", random.Chance(0.1) ? random.Pick(s_generic) : $"我在{place}买了一{thing}。"]);
        }

        if (said.Count == 4 && random.Chance(0.6)) said.AddRange(["你跟谁去的？", $"我跟{friend}去了{place}。"]);
        return said;
    }

    // Lexicon entries carry marks that link words of the two languages: 学校|N.
    private static string Plain(string entry) =>
        string.Concat(entry.Split(' ').Select(word => word.Split('|', '~')[0]));
}
