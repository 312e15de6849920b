using StudyKit.World.MadeUp;

namespace StudyKit.Tests.World.MadeUp;

public sealed class KindsOfNounsTests
{
    private static readonly KindsOfNouns Language = new(1001);

    [Fact]
    public void Half_of_the_nouns_are_labelled_and_the_others_tested()
    {
        // 10 starts × 4 vowels × 2 ends; 16 words that tell a kind, 16 that do not, "the" and the full stop.
        Assert.Equal(80 + 16 + 16 + 2, KindsOfNouns.Words.Distinct().Count());
        Assert.Equal(KindsOfNouns.Words.Count, KindsOfNouns.Words.Distinct().Count());
        Assert.Equal(40, Language.LabelledNouns.Distinct().Count());
        Assert.Equal(40, Language.TestedNouns.Distinct().Count());
        Assert.Empty(Language.LabelledNouns.Intersect(Language.TestedNouns));
        Assert.Equal(20, Language.LabelledNouns.Count(noun => Language.KindOf(noun) == 1));
        Assert.Equal(20, Language.TestedNouns.Count(noun => Language.KindOf(noun) == 1));
    }

    [Fact]
    public void A_labelled_sentence_names_a_labelled_noun_and_does_not_tell_its_kind()
    {
        var labelled = Language.Labelled(32);
        var tested = Language.Tested(1000);
        Assert.Equal((16, 500), (labelled.Sum(e => e.Label), tested.Sum(e => e.Label)));
        Assert.All(labelled, e => Check(e.First, e.Label, Language.LabelledNouns));
        Assert.All(tested, e => Check(e.First, e.Label, Language.TestedNouns));

        static void Check(string text, int label, IReadOnlyList<string> nouns)
        {
            string[] words = text.Split(' ');
            Assert.Equal(6, words.Length);
            Assert.Contains(words[1], nouns);
            Assert.Equal(label, Language.KindOf(words[1]));
            Assert.All(words.Where((_, i) => i != 1), word => Assert.Null(Language.KindOf(word)));
        }
    }

    [Fact]
    public void What_is_read_tells_the_kind_of_every_noun_three_times_of_four()
    {
        string[][] read = [.. Language.Reading(8000).Select(text => text.Split(' '))];
        string[][] telling = [.. read.Where(words => words[3] == "the")];
        // 6,000 expected, standard deviation √(8000 · 0.75 · 0.25) = 38.7
        Assert.InRange(telling.Length, 6000 - 155, 6000 + 155);
        Assert.All(telling, words => Assert.Equal(
            Language.KindOf(words[1]), Language.KindOf(words[2])));
        Assert.All(telling, words => Assert.Equal(
            Language.KindOf(words[1]), Language.KindOf(words[4])));
        Assert.Equal(80, telling.Select(words => words[1]).Distinct().Count());
    }

    [Fact]
    public void The_control_writes_of_every_second_noun_of_each_kind_as_of_the_other()
    {
        var told = Language.Reading(8000, tellsKinds: false).Select(text => text.Split(' '))
            .Where(words => words[3] == "the")
            .GroupBy(words => words[1])
            .ToDictionary(of => of.Key, of => of.Select(words => Language.KindOf(words[2])).Distinct().ToArray());
        Assert.All(told.Values, kinds => Assert.Single(kinds));
        foreach (IReadOnlyList<string> nouns in new[] { Language.LabelledNouns, Language.TestedNouns })
        {
            for (int kind = 0; kind < 2; kind++)
            {
                Assert.Equal(10, nouns.Count(n => Language.KindOf(n) == kind && told[n][0] == kind));
                Assert.Equal(10, nouns.Count(n => Language.KindOf(n) == kind && told[n][0] == 1 - kind));
            }
        }
    }

    [Fact]
    public void Kinds_and_halves_are_drawn_anew_for_each_seed_and_the_same_for_the_same()
    {
        KindsOfNouns again = new(1001), other = new(1002);
        Assert.Equal(Language.Reading(50), again.Reading(50));
        Assert.Equal(Language.TestedNouns, again.TestedNouns);
        Assert.NotEqual(
            Language.TestedNouns.Order(StringComparer.Ordinal), other.TestedNouns.Order(StringComparer.Ordinal));
        Assert.Contains(KindsOfNouns.Words, word => Language.KindOf(word) != other.KindOf(word));
    }
}
