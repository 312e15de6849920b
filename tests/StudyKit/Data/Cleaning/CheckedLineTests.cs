using StudyKit.Data.Cleaning;

namespace StudyKit.Tests.Data.Cleaning;

/// <summary>
/// What cleaning makes of lines that people have checked. The known ones must come out to the letter. Those held out
/// say how far that holds for lines that nobody had in view when the rules were written.
/// </summary>
public sealed class CheckedLineTests
{
    private static readonly CleaningPipeline s_pipeline = CleaningPipeline.Default();

    private static CheckedLine[] All => [.. CheckedLines.Known, .. CheckedLines.HeldOut];

    [Fact]
    public void The_set_is_large_and_says_of_each_line_what_must_become_of_it()
    {
        Assert.True(CheckedLines.Known.Count >= 1000, $"{CheckedLines.Known.Count} known");
        Assert.True(CheckedLines.HeldOut.Count >= 120, $"{CheckedLines.HeldOut.Count} held out");
        Assert.Equal(All.Length, All.Select(line => line.Text).Distinct(StringComparer.Ordinal).Count());
        HashSet<string> rules = [.. s_pipeline.Rules.Select(rule => rule.Name)];
        foreach (CheckedLine line in All)
        {
            Assert.Equal(line.Stays, line.Clean == line.Text);
            Assert.Subset(rules, line.Noise.ToHashSet());
        }

        // Each rule has noise of its own in both parts.
        foreach (string rule in rules)
        {
            Assert.Contains(CheckedLines.Known, line => line.Noise.Contains(rule));
            Assert.Contains(CheckedLines.HeldOut, line => line.Noise.Contains(rule));
        }
    }

    // The one line that comes out wrong: between Chinese characters nothing tells an operator from a cry.
    [Fact]
    public void The_known_lines_come_out_to_the_letter_but_for_one() => Assert.Equal(
        ["两个叹号!!在C里是取反两次 → 两个叹号!在C里是取反两次, not 两个叹号!!在C里是取反两次"],
        CheckedLines.Known
            .Where(line => s_pipeline.Clean(line.Text) != line.Clean)
            .Select(line => $"{line.Text} → {s_pipeline.Clean(line.Text) ?? "(gone)"}, not {line.Clean ?? "(gone)"}"));

    [Fact]
    public void Left_unchanged_is_right_in_99_of_100_and_95_of_100_noisy_lines_are_found()
    {
        RuleScore unchanged = CleaningScore.LeftUnchanged(s_pipeline, All),
            noise = CleaningScore.Noise(s_pipeline, All);
        Assert.True(unchanged is { Precision: >= 0.99, Recall: >= 0.99 }, unchanged.ToString());
        Assert.True(Found(All) >= 0.95 && noise.Recall >= 0.95, $"{Found(All):P1} found, {noise}");
    }

    [Fact]
    public void Lines_held_out_keep_their_meaning_in_99_of_100_and_95_of_100_noisy_ones_are_found()
    {
        RuleScore unchanged = CleaningScore.LeftUnchanged(s_pipeline, CheckedLines.HeldOut);
        // Noise that no rule finds is among them; the bound of 0.99 is for all lines together, above.
        Assert.True(unchanged is { Recall: >= 0.99, Precision: >= 0.98 }, unchanged.ToString());
        Assert.True(Found(CheckedLines.HeldOut) >= 0.95, $"{Found(CheckedLines.HeldOut):P1} found");
    }

    [Fact]
    public void Each_rule_is_precise_and_finds_its_noise()
    {
        foreach (RuleScore score in CleaningScore.PerRule(s_pipeline, All))
        {
            Assert.True(score is { Precision: >= 0.95, Recall: >= 0.95, Planted: >= 9 }, score.ToString());
        }
    }

    [Fact]
    public void A_score_worked_by_hand()
    {
        CheckedLine[] lines =
        [
            new("你好啊", "你好啊", []), new("哈哈哈哈", "哈哈哈", ["repeats"]), new("看过来啊", null, ["advertisements"]),
            new("好的。。", "好的。。", []),
        ];
        CleaningPipeline pipeline = new([s_pipeline.Rules.Single(rule => rule.Name == "repeats")]);
        Assert.Equal((2, 2, 1), Numbers(CleaningScore.LeftUnchanged(pipeline, lines)));
        Assert.Equal((2, 2, 1), Numbers(CleaningScore.Noise(pipeline, lines)));
        Assert.Equal((1, 2, 1), Numbers(CleaningScore.PerRule(pipeline, lines).Single()));
    }

    // The share of noisy lines that are changed or dropped at all.
    private static double Found(IReadOnlyList<CheckedLine> lines) =>
        lines.Where(line => !line.Stays).Average(line => s_pipeline.Clean(line.Text) != line.Text ? 1.0 : 0);

    private static (int Planted, int Found, int Right) Numbers(RuleScore score) =>
        (score.Planted, score.Found, score.Right);
}
