using StudyKit.Tests.Support;
using StudyKit.World;
using StudyKit.World.Sentences;

namespace StudyKit.Tests.World;

public sealed class SmallWorldTests
{
    private static readonly Lazy<IReadOnlyList<WorldPair>> s_train =
        new(() => new SmallWorld().Pairs(WorldSplit.Train, 6000));
    private static readonly Lazy<IReadOnlyList<WorldPair>> s_new =
        new(() => new SmallWorld().Pairs(WorldSplit.NewCombinations, 400));

    [Fact]
    public void The_first_sentences_with_their_alignment_are_as_read_and_accepted()
    {
        IReadOnlyList<WorldPair> pairs = new SmallWorld().Pairs(WorldSplit.Test, 30);
        Golden.Verify(string.Join("\n", pairs.Select(Describe)), "World/sentences.txt");
    }

    [Fact]
    public void Stories_name_their_person_once_and_then_say_she_or_he()
    {
        IReadOnlyList<WorldStory> stories = new SmallWorld().Stories(8);
        Golden.Verify(
            string.Join("\n\n", stories.Select(story => $"{story.EnglishText}\n{story.ChineseText}")),
            "World/stories.txt");
    }

    [Fact]
    public void A_larger_set_begins_with_the_smaller_and_another_seed_gives_others()
    {
        IReadOnlyList<WorldPair> few = new SmallWorld(5).Pairs(WorldSplit.Train, 50), more = new SmallWorld(5)
            .Pairs(WorldSplit.Train, 80), others = new SmallWorld(6).Pairs(WorldSplit.Train, 50);
        Assert.Equal(few.Select(pair => pair.EnglishText), more.Take(50).Select(pair => pair.EnglishText));
        Assert.True(few.Select(pair => pair.EnglishText)
            .Intersect(others.Select(pair => pair.EnglishText)).Count() < 10);
    }

    [Fact]
    public void Parts_share_no_sentence_and_new_combinations_hold_known_words()
    {
        HashSet<string> train = [.. s_train.Value.Select(pair => pair.EnglishText)];
        Assert.Equal(6000, train.Count);
        Assert.All(
            new SmallWorld().Pairs(WorldSplit.Test, 200), pair => Assert.DoesNotContain(pair.EnglishText, train));
        Assert.All(
            new SmallWorld().Pairs(WorldSplit.Validation, 200), pair => Assert.DoesNotContain(pair.EnglishText, train));
        Assert.All(s_new.Value, pair => Assert.DoesNotContain(pair.EnglishText, train));
        Assert.InRange(UnknownShare(pair => pair.Chinese), 0, 0.001);
        Assert.InRange(UnknownShare(pair => pair.English), 0, 0.003);
        Assert.All(s_train.Value, pair => Assert.False(pair.HasNewCombination));
    }

    [Fact]
    public void An_English_sentence_has_one_translation()
    {
        var different = s_train.Value.Concat(s_new.Value).GroupBy(pair => string.Join(' ', pair.English))
            .Where(group => group.Select(pair => pair.ChineseText).Distinct().Count() > 1);
        Assert.Empty(different);
    }

    [Fact]
    public void Sentences_are_of_many_lengths_and_most_change_their_order()
    {
        IReadOnlyList<WorldPair> pairs = s_train.Value;
        Assert.All(pairs, pair => Assert.InRange(Math.Max(pair.English.Count, pair.Chinese.Count), 4, 25));
        // Of 6,000: a twelfth at either end.
        Assert.InRange(pairs.Count(pair => pair.English.Count <= 7), 500, 2000);
        Assert.InRange(pairs.Count(pair => pair.English.Count >= 18), 500, 2000);
        int crossed =
            pairs.Count(pair => pair.Sure.Any(a => pair.Sure.Any(b => a.English < b.English && a.Chinese > b.Chinese)));
        Assert.InRange(crossed / (double)pairs.Count, 0.75, 0.95);
        Assert.All(
            new SmallWorld().Pairs(WorldSplit.Train, 100, maximumWords: 10),
            pair => Assert.True(pair.English.Count <= 10 && pair.Chinese.Count <= 10));
    }

    [Fact]
    public void Links_lie_in_the_sentence_and_leave_few_words_alone()
    {
        foreach (WorldPair pair in s_train.Value)
        {
            Assert.All(
                pair.Possible,
                link => Assert.True(link.English < pair.English.Count && link.Chinese < pair.Chinese.Count));
            Assert.Empty(pair.Sure.Except(pair.Possible));
        }

        double alone = s_train.Value.Average(pair => pair.Chinese
            .Where((_, j) => pair.Possible.All(link => link.Chinese != j)).Count() / (double)pair.Chinese.Count);
        Assert.InRange(alone, 0, 0.03);
        string[] bare = [.. s_train.Value
            .SelectMany(pair => pair.Chinese.Where((_, j) => pair.Possible.All(link => link.Chinese != j)))
            .Distinct()];
        Assert.Empty(bare.Except(["把", "就", "在"]));
    }

    [Theory]
    [InlineData("play", "弹 拉 吹 踢 打 下 玩")]
    [InlineData("bank", "银行 河岸")]
    [InlineData("mouse", "老鼠 鼠标")]
    [InlineData("light", "灯 轻")]
    [InlineData("lost", "丢 输")]
    [InlineData("orange", "橙子 橙色")]
    [InlineData("wearing", "穿 戴")]
    [InlineData("old", "旧 大")]
    [InlineData("watch", "看 手表")]
    public void One_English_word_is_several_in_Chinese(string english, string chinese)
    {
        IEnumerable<string> found = s_train.Value
            .SelectMany(pair => pair.Sure.Where(link => pair.English[link.English] == english)
                .Select(link => pair.Chinese[link.Chinese]))
            .Distinct();
        Assert.Empty(chinese.Split(' ').Except(found));
    }

    [Theory]
    [InlineData("看", "read watch showed saw")]
    [InlineData("借", "lent borrowed")]
    [InlineData("会", "will can")]
    [InlineData("大", "big old older")]
    [InlineData("打", "play called")]
    public void One_Chinese_word_is_several_in_English(string chinese, string english)
    {
        IEnumerable<string> found = s_train.Value
            .SelectMany(pair => pair.Sure.Where(link => pair.Chinese[link.Chinese] == chinese)
                .Select(link => pair.English[link.English]))
            .Distinct();
        Assert.Empty(english.Split(' ').Except(found));
    }

    [Fact]
    public void Text_is_written_as_people_write_it()
    {
        Assert.Equal("Tom's cat, I think.", WorldPair.JoinEnglish(["Tom", "'s", "cat", ",", "I", "think", "."]));
        Assert.Equal("我有一只猫。", WorldPair.JoinChinese(["我", "有", "一", "只", "猫", "。"]));
        var parallel = SmallWorld.ToParallelText([.. s_train.Value.Take(2)], fromEnglish: false);
        Assert.Equal(("zh", "en", 2), (parallel.SourceLanguage, parallel.TargetLanguage, parallel.Count));
        Assert.Equal(string.Join(' ', s_train.Value[0].Chinese), parallel.Source[0]);
    }

    // A rare form (he "flies") may be missing from six thousand sentences.
    private static double UnknownShare(Func<WorldPair, IReadOnlyList<string>> words)
    {
        HashSet<string> known = [.. s_train.Value.SelectMany(words)];
        return s_new.Value.SelectMany(words).Average(word => known.Contains(word) ? 0.0 : 1);
    }

    // Each English word with the Chinese words it stands for; loose ones in brackets.
    private static string Describe(WorldPair pair)
    {
        IEnumerable<string> words = pair.English
            .Select((word, i) => word + "=" + string.Join('+', pair.Possible.Where(link => link.English == i)
            .Select(link => pair.Sure.Contains(link)
                ? pair.Chinese[link.Chinese]
                : $"({pair.Chinese[link.Chinese]})")));
        return $"[{pair.Pattern}] {pair.EnglishText} | {pair.ChineseText}\n  {string.Join("  ", words)}";
    }
}
