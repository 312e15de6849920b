using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

/// <summary>Holm's step-down with four comparisons: the bounds are 0.05/4, 0.05/3, 0.05/2 and 0.05.</summary>
public sealed class HolmCorrectionTests
{
    [Theory]
    [InlineData(new[] { 0.012, 0.016, 0.024, 0.049 }, "SSSS")]
    [InlineData(new[] { 0.013, 0.001, 0.024, 0.049 }, "SSSS")]
    [InlineData(new[] { 0.013, 0.016, 0.024, 0.049 }, "UUUU")]
    [InlineData(new[] { 0.001, 0.002, 0.026, 0.027 }, "SSUU")]
    [InlineData(new[] { 0.02, 0.001, 0.03, 0.4 }, "USUU")]
    public void Verdicts_stay_from_the_clearest_on(double[] p, string expected)
    {
        HolmCorrection holm = HolmCorrection.Of(p.Select((one, i) => Claim($"a.c{i}", one)));
        Assert.Equal(expected, string.Concat(holm.Claims.Select(Letter)));
        Assert.Equal((4, 0.2), (holm.Comparisons, Math.Round(holm.ByChance, 9)));
        HolmCorrection again = HolmCorrection.Of(holm.Claims);
        Assert.Equal(expected, string.Concat(again.Claims.Select(Letter)));
        Assert.Equal(holm.Summary, again.Summary);
    }

    [Fact]
    public void Checks_and_exact_values_take_no_part_and_stay()
    {
        ClaimRecord check = Claim("a.check", 0.04) with { Kind = ClaimKind.Check };
        ClaimRecord exact = Claim("a.exact", null), one = Claim("a.one", 0.03), two = Claim("a.two", 0.04);
        HolmCorrection holm = HolmCorrection.Of([check, exact, one, two]);
        Assert.Equal("SSUU", string.Concat(holm.Claims.Select(Letter)));
        Assert.Equal((2, 2), (holm.Comparisons, holm.TakenBack));
        Assert.Equal(
            "Alone it would be supported (p = 0.03); of 2 comparisons some give as much by chance alone (Holm’s " +
            "correction).", holm.Claims[2].Reason);
        Assert.Equal(
            "2 comparisons over seeds; chance alone would decide 0.1 of them at 95%. Holm’s correction holds the " +
            "chance of one wrong verdict at 5% and takes 2 back.", holm.Summary);
        Assert.Equal("", HolmCorrection.Of([exact]).Summary);
    }

    private static ClaimRecord Claim(string id, double? p) => new(
        id, "It is so.", "§1", "", "1", (0.5, 1.5), "points", 6, "above 0", Verdict.Supported, "", P: p);

    private static char Letter(ClaimRecord claim) => claim.Verdict.ToString()[0];
}
