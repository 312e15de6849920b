using StudyKit.World.MadeUp;

namespace StudyKit.Tests.World.MadeUp;

public sealed class CluesTests
{
    private static readonly string[][] OfSense =
    [
        ["winter", "blossom", "april", "thaw"],
        ["steel", "mattress", "elastic", "wire"],
        ["water", "brook", "thirst", "hillside"],
        ["jump", "cat", "crouch", "bounce"],
    ];

    private static readonly string[] All = [.. OfSense.SelectMany(words => words)];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 1000)]
    [InlineData(1, 4000)]
    public void One_clue_stands_on_the_side_that_is_asked_for_and_gives_the_sense(double right, int expected)
    {
        var rows = Clues.OneSided(4000, right, 1001);
        Assert.All(rows, row =>
        {
            Assert.Equal(12, row.Words.Count);
            Assert.Equal("spring", row.Words[row.Place]);
            int clue = Assert.Single(Enumerable.Range(0, 12), i => All.Contains(row.Words[i]));
            Assert.Contains(row.Words[clue], OfSense[row.Label]);
            Assert.Equal(row.NeedsRight, clue > row.Place);
        });
        // standard deviation √(4000 · 0.25 · 0.75) = 27.4
        Assert.InRange(rows.Count(row => row.NeedsRight), expected - 110, expected + 110);
        Assert.All(Enumerable.Range(0, 4), sense => Assert.InRange(rows.Count(r => r.Label == sense), 890, 1110));
        Assert.Equal([.. Enumerable.Range(1, 10)], rows.Select(row => row.Place).Distinct().Order());
    }

    [Fact]
    public void Two_clues_decide_together_and_neither_alone()
    {
        var rows = Clues.TwoSided(4000, 1001);
        (string Left, string Right, int Label)[] told =
        [
            .. rows.Select(row => (
                row.Words.Take(row.Place).Single(word => word is "always" or "never"),
                row.Words.Skip(row.Place + 1).Single(word => word is "warm" or "cold"), row.Label)),
        ];
        Assert.All(told, t => Assert.Equal(t is ("always", "warm", _) or ("never", "cold", _) ? 1 : 0, t.Label));
        // Each of the four combinations: 1,000 expected, standard deviation 27.4. A side alone leaves both labels.
        Assert.All(told.GroupBy(t => (t.Left, t.Right)), of => Assert.InRange(of.Count(), 890, 1110));
        Assert.Equal(4, told.GroupBy(t => (t.Left, t.Right)).Count());
        Assert.All(rows, row => Assert.Equal(8, row.Words.Count));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 0.8125)]
    [InlineData(0.5, 0.625)]
    [InlineData(0.75, 0.4375)]
    [InlineData(1, 0.25)]
    public void The_best_reader_of_the_left_side_is_known(double right, double share) =>
        Assert.Equal(share, Clues.LeftCeiling(right));

    [Fact]
    public void No_sum_of_two_scores_is_right_for_all_four_combinations()
    {
        // Label 1 where left equals right: try all sums a·left + b·right + c on a grid of signs and sizes.
        double[] sizes = [-2, -1, -0.5, 0, 0.5, 1, 2];
        int best = (
            from a in sizes
            from b in sizes
            from c in sizes
            select new[] { (0, 0), (0, 1), (1, 0), (1, 1) }
                .Count(t => a * t.Item1 + b * t.Item2 + c > 0 == (t.Item1 == t.Item2))).Max();
        Assert.Equal(3, best);
        Assert.Equal(best / 4.0, Clues.SumCeiling);
    }

    [Fact]
    public void Labels_stand_at_one_word()
    {
        ClueExample row = Clues.OneSided(1, 0.5, 7)[0];
        Assert.Equal(11, row.Labels(-100).Count(label => label == -100));
        Assert.Equal(row.Label, row.Labels(-100)[row.Place]);
        Assert.Equal(Clues.Words.Count, Clues.Words.Distinct().Count());
        Assert.All(row.Words, word => Assert.Contains(word, Clues.Words));
    }

    [Fact]
    public void What_is_no_row_or_no_probability_is_refused()
    {
        Assert.StartsWith("A row needs a word on each side of the one in question: at least 3 words.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Clues.OneSided(1, 0.5, 1, length: 2)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("A probability lies between 0 and 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Clues.LeftCeiling(1.5)).Message,
            StringComparison.Ordinal);
    }
}
