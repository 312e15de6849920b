using StudyKit.Text;
using StudyKit.World.InContext;

namespace StudyKit.Tests.Data.InContext;

public sealed class FixedSumsTests
{
    [Fact]
    public void A_sum_is_written_in_its_width_from_either_end()
    {
        FixedSums plain = new(3, lastDigitFirst: false), reversed = new(3, lastDigitFirst: true);
        Assert.Equal("027+954=0981", Text(plain.Write(27, 954)));
        Assert.Equal("027+954=1890", Text(reversed.Write(27, 954)));
        Assert.Equal((12, 8, 4), (plain.Length, plain.AnswerStart, plain.AnswerLength));
        Assert.Throws<ArgumentOutOfRangeException>(() => plain.Write(1000, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedSums(0, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedSums(9, true));
    }

    [Theory]
    [InlineData(1, true, null)]
    [InlineData(2, false, true)]
    [InlineData(3, true, false)]
    [InlineData(5, false, null)]
    public void Sums_are_right_of_the_digits_asked_and_kept_back_or_not(int digits, bool kept, bool? carries)
    {
        FixedSums sums = new(5, lastDigitFirst: true);
        SeededRandom random = new(digits);
        for (int i = 0; i < 200; i++)
        {
            string row = Text(sums.Draw(random, digits, kept, carries));
            (int a, int b) = (int.Parse(row[..5]), int.Parse(row[6..11]));
            Assert.Equal(a + b, int.Parse(string.Concat(row[12..].Reverse())));
            Assert.Equal(kept, FixedSums.IsKept(a, b));
            int end = (int)Math.Pow(10, digits);
            Assert.InRange(Math.Max(a, b), digits == 1 ? 0 : end / 10, end - 1);
            if (carries is { } wanted) Assert.Equal(wanted, FixedSums.Carries(a, b));
        }
    }

    [Theory]
    [InlineData(5, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(250, 149, false)]
    [InlineData(250, 150, true)]
    [InlineData(7, 990, false)]
    [InlineData(17, 983, true)]
    public void A_column_above_nine_carries(int a, int b, bool carries) =>
        Assert.Equal(carries, FixedSums.Carries(a, b));

    [Fact]
    public void Training_never_draws_a_pair_kept_back_and_one_pair_in_five_is_one()
    {
        FixedSums sums = new(2, lastDigitFirst: false);
        SeededRandom random = new(7);
        for (int i = 0; i < 500; i++)
        {
            string row = Text(sums.Draw(random));
            Assert.False(FixedSums.IsKept(int.Parse(row[..2]), int.Parse(row[3..5])));
        }

        var pairs = from a in Enumerable.Range(0, 100) from b in Enumerable.Range(0, 100) select (a, b);
        Assert.InRange(pairs.Count(p => FixedSums.IsKept(p.a, p.b)), 1800, 2200);
        // In each pair of last digits some are kept back and some are not: no column is missing from training.
        Assert.All(pairs.GroupBy(p => (p.a % 10, p.b % 10)), column =>
            Assert.InRange(column.Count(p => FixedSums.IsKept(p.a, p.b)), 1, 99));
    }

    [Fact]
    public void Two_chains_in_turns_follow_their_rule()
    {
        string[] symbols = [.. Enumerable.Range(0, 7).Select(i => $"{i}")];
        var told = TaskFamilies.Turns(symbols, anew: 0).Draw(new SeededRandom(3), 20)
            .SelectMany(e => e.Input.Concat(e.Output)).Select(int.Parse).ToArray();
        Assert.All(Enumerable.Range(2, told.Length - 2), t => Assert.Equal((5 * told[t - 2] + 3) % 7, told[t]));
        Assert.Throws<ArgumentException>(() => TaskFamilies.Turns([.. symbols, "7", "8", "9"]));
    }

    private static string Text(int[] row) => string.Concat(row.Select(id => FixedSums.Symbols[id]));
}
