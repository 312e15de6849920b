using StudyKit.Contracts;
using StudyKit.Papers;

namespace StudyKit.Tests.Papers;

/// <summary>
/// Every rule at both sides of its line. The values 1, 2, 3 have the mean 2, the standard deviation 1 and the 95%
/// interval 2 ± 4.3027 / √3 = [−0.4841, 4.4841].
/// </summary>
public sealed class ClaimRulesTests
{
    private static readonly double[] s_values = [1, 2, 3];
    private static readonly double[] s_zeros = [0, 0, 0];
    private static readonly Claim s_claim = new("rules.of.evidence", "It is so.", "§10");

    [Theory]
    [InlineData(5, 5, Verdict.Supported)]
    [InlineData(5.001, 5, Verdict.NotSupported)]
    [InlineData(-7, 5, Verdict.Supported)]
    public void At_most(double measured, double bound, Verdict expected) =>
        Assert.Equal(expected, s_claim.IsAtMost(measured, bound).Verdict);

    [Theory]
    [InlineData(5, 5, Verdict.Supported)]
    [InlineData(4.999, 5, Verdict.NotSupported)]
    [InlineData(7, 5, Verdict.Supported)]
    public void At_least(double measured, double bound, Verdict expected) =>
        Assert.Equal(expected, s_claim.IsAtLeast(measured, bound).Verdict);

    [Theory]
    [InlineData(-0.49, Verdict.Supported)]
    [InlineData(-0.48, Verdict.Undecided)]
    [InlineData(4.48, Verdict.Undecided)]
    [InlineData(4.49, Verdict.NotSupported)]
    public void A_mean_above_a_bound(double bound, Verdict expected)
    {
        Assert.Equal(expected, s_claim.MeanIsAbove(s_values, bound, "points").Verdict);
        Assert.Equal(expected, s_claim.IsGreater(s_values, s_zeros, "points", by: bound).Verdict);
    }

    [Theory]
    [InlineData(4.49, Verdict.Supported)]
    [InlineData(4.48, Verdict.Undecided)]
    [InlineData(-0.48, Verdict.Undecided)]
    [InlineData(-0.49, Verdict.NotSupported)]
    public void A_mean_below_a_bound(double bound, Verdict expected)
    {
        Assert.Equal(expected, s_claim.MeanIsBelow(s_values, bound, "points").Verdict);
        Assert.Equal(expected, s_claim.IsNoGreater(s_values, s_zeros, bound, "points").Verdict);
    }

    [Theory]
    [InlineData(-0.49, 4.49, Verdict.Supported)]
    [InlineData(-0.49, 4.48, Verdict.Undecided)]
    [InlineData(-0.48, 4.49, Verdict.Undecided)]
    [InlineData(4.49, 9, Verdict.NotSupported)]
    [InlineData(-9, -0.49, Verdict.NotSupported)]
    public void A_mean_between_two_bounds(double low, double high, Verdict expected) =>
        Assert.Equal(expected, s_claim.MeanIsBetween(s_values, low, high, "ratio").Verdict);

    [Theory]
    [InlineData(4.49, Verdict.Supported)]
    [InlineData(4.48, Verdict.Undecided)]
    public void The_same_within_a_margin(double margin, Verdict expected) =>
        Assert.Equal(expected, s_claim.IsSame(s_values, s_zeros, margin, "points").Verdict);

    [Theory]
    [InlineData(-0.49, Verdict.Supported)]
    [InlineData(-0.48, Verdict.Undecided)]
    [InlineData(4.49, Verdict.NotSupported)]
    public void A_slope(double by, Verdict expected)
    {
        // The slopes over 0, 1, 2 are 1, 2 and 3.
        double[][] series = [[5, 6, 7], [0, 2, 4], [-1, 2, 5]];
        Assert.Equal(expected, s_claim.Rises(series, [0, 1, 2], "points a dose", by).Verdict);
    }

    [Fact]
    public void A_difference_where_neither_has_learned_anything_is_undecided()
    {
        double[] higher = [26, 27, 25.5], lower = [20, 21, 19.5];
        Assert.Equal(Verdict.Supported, s_claim.IsGreater(higher, lower, "percent", by: 5).Verdict);
        ClaimResult atChance = s_claim.IsGreater(higher, lower, "percent", by: 5, floor: 25);
        Assert.Equal(Verdict.Undecided, atChance.Verdict);
        Assert.Equal("Guessing gives 25, and the first is not clearly above it.", atChance.Reason);
        Assert.EndsWith("above 5, and the first above 25, what guessing gives", atChance.Rule);
        Assert.Equal(Verdict.Supported, s_claim.IsGreater(higher, lower, "percent", by: 5, floor: 20).Verdict);
        // The p is that of the less clear of the two conditions: here of being above what guessing gives.
        Assert.Equal(s_claim.MeanIsAbove(higher, 25, "percent").P, atChance.P);
    }

    [Fact]
    public void Two_seeds_decide_nothing()
    {
        Assert.Equal(Verdict.Undecided, s_claim.IsGreater([9.0, 9], [1.0, 1], "points").Verdict);
        Assert.Equal(Verdict.Undecided, s_claim.MeanIsBetween([9.0, 9], 1, 10, "points").Verdict);
        Assert.Equal(Verdict.Undecided, s_claim.Rises([[1, 2], [1, 2]], [0, 1], "points").Verdict);
    }

    [Fact]
    public void The_p_of_a_verdict_is_where_its_interval_would_touch_the_bound()
    {
        // With two degrees of freedom the two-sided p of t is 1 − t / √(t² + 2); here t = 2 √3.
        double p = 1 - (2 * Math.Sqrt(3) / Math.Sqrt(14));
        Assert.Equal(p, s_claim.MeanIsAbove(s_values, 0, "points").P!.Value, 11);
        Assert.Equal(p, s_claim.MeanIsBelow(s_values, 4, "points").P!.Value, 11);
        Assert.Equal(p, s_claim.MeanIsBetween(s_values, 0, 40, "points").P!.Value, 11);
        Assert.Equal(p, s_claim.MeanIsBelow(s_values, 0, "points").P!.Value, 11);
        Assert.Equal(1, s_claim.MeanIsAbove(s_values, 2, "points").P!.Value, 11);
        Assert.Equal(0, s_claim.MeanIsAbove([2, 2, 2], 1, "points").P!.Value, 11);
        Assert.Null(s_claim.IsAtMost(1, 2).P);
    }

    [Fact]
    public void Few_test_items_widen_the_interval()
    {
        // Four seeds agree, on two items of which one decides: over seeds alone there is no spread at all.
        double[][] higher = [[1, 0], [1, 0], [1, 0], [1, 0]], lower = [[0, 0], [0, 0], [0, 0], [0, 0]];
        ClaimResult shared = s_claim.IsGreater(higher, lower, "share right", sharedItems: true);
        Assert.Equal(Verdict.Undecided, shared.Verdict);
        Assert.True(shared.Interval!.Value.Low < 0.01 && shared.Interval.Value.High > 0.99);
        Assert.Equal(0.5, shared.Interval.Value.Estimate);
        // With items of their own for each seed, eight coins were thrown and not two.
        ClaimResult own = s_claim.IsGreater(higher, lower, "share right");
        Assert.Equal(Verdict.Supported, own.Verdict);
        Assert.InRange(own.Interval!.Value.Low, 0.02, 0.2);
    }

    [Fact]
    public void Kind_and_place_among_the_claims_reach_the_record()
    {
        ClaimRecord record =
            (s_claim with { Kind = ClaimKind.Reader, Central = true }).MeanIsAbove(s_values, 0, "points").ToRecord();
        ClaimRecord read = ClaimRecord.Read(record.ToJson());
        Assert.Equal((ClaimKind.Reader, true), (read.Kind, read.Central));
        Assert.Equal(record.P, read.P);
    }
}
