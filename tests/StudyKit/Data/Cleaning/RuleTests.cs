using StudyKit.Data.Cleaning;
using StudyKit.Data.Cleaning.Rules;
using StudyKit.Data.Dialogues;
using StudyKit.World.Dialogues;

namespace StudyKit.Tests.Data.Cleaning;

public sealed class RuleTests
{
    public static TheoryData<CleaningRule> Rules => [.. CleaningPipeline.Default(simplify: true).Rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_does_what_its_example_says(CleaningRule rule)
    {
        Assert.Equal(rule.Example.After, rule.Apply(rule.Example.Before));
        Assert.Same(Untouched, rule.Apply(Untouched));
        Assert.EndsWith(".", rule.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("一起来吗？@Cindy //@Bob: 算我一个//@Amy: 今晚开派对吗？", "一起来吗？")]
    [InlineData("回复 @小王:回复 @li_2019：哈哈哈哈哈哈哈", "哈哈哈")]
    [InlineData("我在 http://t.cn/A67TbMOL 看到的", null)]
    [InlineData("去 www.weibo.com/u/12 找我", "去找我")]
    [InlineData("3.5.2版本好用", "3.5.2版本好用")]
    [InlineData("发我abc.d@mail.com", null)]
    [InlineData("电话 138-0013-8000 找我", null)]
    [InlineData("订单号1234567890123456", "订单号1234567890123456")]
    [InlineData("加微信号：abc12345", null)]
    [InlineData("#王者荣耀# 男生喜欢打游戏吗", "男生喜欢打游戏吗")]
    [InlineData("C#和F#哪个好学啊", "C#和F#哪个好学啊")]
    [InlineData("好看[可爱][哆啦A梦亲亲]", "好看")]
    [InlineData("吓死啦(⊙o⊙)…那快搬走吧。。", "吓死啦…那快搬走吧…")]
    [InlineData("我也是T^T泪奔", "我也是泪奔")]
    [InlineData("TATA牌木门（真的）(2020)", "TATA牌木门（真的）(2020)")]
    [InlineData("生日快乐🎂👨‍👩‍👧大宝❤️", "生日快乐大宝")]
    [InlineData("等等……——好吧", "等等……——好吧")]
    [InlineData("电话10000000号房", "电话10000000号房")]
    [InlineData("🐯", null)]
    [InlineData("so cute 啊", null)]
    [InlineData("我用 Open Office 写字的啊你呢", "我用Open Office写字的啊你呢")]
    public void Utterances_from_the_platform_come_out_clean(string raw, string? clean) =>
        Assert.Equal(clean, CleaningPipeline.Default().Clean(raw));

    [Fact]
    public void The_order_matters()
    {
        CleaningRule[] rules = [.. CleaningPipeline.Default().Rules];
        CleaningPipeline turned = new([new Mentions(), new Contacts()]), right = new([new Contacts(), new Mentions()]);
        Assert.Null(right.Clean("发我abc@mail.com"));
        Assert.Equal("发我abc.com", turned.Clean("发我abc@mail.com"));
        Assert.True(Array.FindIndex(
            rules, rule => rule is Contacts) < Array.FindIndex(rules, rule => rule is Mentions));
        Assert.Throws<ArgumentException>(() => new CleaningPipeline([new Mentions(), new Mentions()]));
    }

    [Fact]
    public void Rules_that_are_passed_over_had_nothing_to_do() => PassOver(
        new NoisyDialogues(9).Take(1500).SelectMany(dialogue => dialogue.Raw).Concat(Odd));

    [Fact]
    public void Rules_that_are_passed_over_had_nothing_to_do_on_Weibo() => PassOver(
        DialogueFiles.Lines(Support.RealData.Find("weibo-raw", "test1.jsonl")).SelectMany(dialogue => dialogue));

    private static void PassOver(IEnumerable<string> utterances)
    {
        CleaningPipeline pipeline = CleaningPipeline.Default(simplify: true);
        foreach (string utterance in utterances)
        {
            string? slow = pipeline.Clean(utterance);
            var fast = pipeline.Clean([utterance, Untouched], CleaningCounts.For(pipeline));
            Assert.Equal(slow, fast.Count == 0 ? null : fast[0][0]);
        }
    }

    [Fact]
    public void A_trace_names_each_rule_that_did_something() =>
        Assert.Equal(
            ["reply marker", "emoticons", "repeats"],
            CleaningPipeline.Default().Trace("回复 @小王:好啊！！！[心]").Select(step => step.Rule));

    [Fact]
    public void A_dropped_utterance_cuts_its_dialogue_in_two()
    {
        CleaningPipeline pipeline = CleaningPipeline.Default();
        CleaningCounts counts = CleaningCounts.For(pipeline);
        var pieces = pipeline.Clean(["你好吗", "我很好", "加我微信领优惠券", "走吧", "等等我", "来了"], counts);
        Assert.Equal([["你好吗", "我很好"], ["走吧", "等等我", "来了"]], pieces);
        Assert.Equal(1, counts.Rules.Single(rule => rule.Name == "advertisements").Dropped);
        Assert.Empty(pipeline.Clean(["你好吗", "🎂", "走吧"], counts));
    }

    [Fact]
    public void Replies_that_stand_everywhere_and_pairs_said_before_are_kept_as_often_as_allowed()
    {
        CleaningCounts counts = new();
        ReplyFilter.AddTo(counts);
        ReplyFilter filter = new(mostOften: 2);
        int[] kept = [.. new[] { "一", "二", "三", "四" }.Select(first => filter.Apply([first, "哈哈哈"], counts).Count)];
        Assert.Equal([1, 1, 0, 0], kept);
        Assert.Empty(filter.Apply(["一", "哈！"], counts));
        Assert.Equal(3, counts.Rules[0].Dropped);
        Assert.Single(filter.Apply(["五", "你吃了吗？"], counts));
        Assert.Empty(filter.Apply(["五。", "你吃了吗"], counts));
        Assert.Equal(1, counts.Rules[1].Dropped);
    }

    [Fact]
    public void On_the_small_world_the_rules_find_the_noise_and_little_else()
    {
        CleaningPipeline pipeline = CleaningPipeline.Default();
        RuleScore[] scores = [.. CleaningScore.PerRule(pipeline, new NoisyDialogues(3).Take(3000))];
        foreach (RuleScore score in scores)
        {
            Assert.True(score.Planted > 100, $"{score.Rule}: only {score.Planted} planted");
            Assert.True(score.Precision >= 0.95 && score.Recall >= 0.95, score.ToString());
        }

        RuleScore whole = CleaningScore.Whole(pipeline, new NoisyDialogues(4).Take(2000));
        Assert.True(whole.Precision >= 0.98 && whole.Recall >= 0.98, whole.ToString());
    }

    private static readonly string[] Odd =
        ["傻B", "你傻b", "[语音]你听", "[位置]在这", "，你好", "\u200B你好啊", "http://a.b啊啊",
            "轻转发啊", "妳說什麼", "ＱＡＱ好的", "啊啊啊啊", "ありがとう", "//@小王:你好", "＠小王 你好", "", " ", "扫码看看", "好的\u3000啊"];

    private const string Untouched = "你今天去哪里了？";
}
