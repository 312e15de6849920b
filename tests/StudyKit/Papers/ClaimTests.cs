using System.Text.Json;
using StudyKit.Contracts;
using StudyKit.Notebooks.Execution.Formatting;
using StudyKit.Papers;

namespace StudyKit.Tests.Papers;

public sealed class ClaimTests
{
    private static readonly Claim Deeper =
        new("resnet.depth.deeper-is-better", "Deeper is better.", "Table 2") { Published = "27.88 → 25.03" };

    [Fact]
    public void Exact_claims_are_decided_by_one_value()
    {
        Assert.Equal(Verdict.Supported, Deeper.IsEqual(0, 0).Verdict);
        Assert.Equal(Verdict.NotSupported, Deeper.IsEqual(1e-9, 0).Verdict);
        Assert.Equal(Verdict.Supported, Deeper.IsEqual(2.0004, 2, tolerance: 0.001).Verdict);
        Assert.Equal(Verdict.Supported, Deeper.HoldsInAll(8, 8, "heads").Verdict);
        Assert.Equal(Verdict.NotSupported, Deeper.HoldsInAll(7, 8, "heads").Verdict);
        Assert.Equal(Verdict.Undecided, Deeper.HoldsInAll(0, 0, "heads").Verdict);
    }

    [Fact]
    public void What_is_no_number_is_undecided_by_every_rule()
    {
        double no = double.NaN;
        double[] numbers = [1, 2, 3], one = [1, no, 3];
        Assert.All(
            (ClaimResult[])
            [
                Deeper.IsEqual(no, 0), Deeper.IsEqual(0, no), Deeper.IsEqual(0, 0, no), Deeper.IsEqual(no, 0, 1),
                Deeper.IsAtMost(no, 1), Deeper.IsAtMost(1, no), Deeper.IsAtLeast(no, 1), Deeper.IsAtLeast(1, no),
                Deeper.IsGreater(one, numbers, ""), Deeper.IsGreater(numbers, one, ""),
                Deeper.IsGreater(numbers, numbers, "", by: no), Deeper.IsSame(one, numbers, 1, ""),
                Deeper.IsSame(numbers, numbers, no, ""), Deeper.MeanIsAbove(one, 0, ""),
                Deeper.MeanIsAbove(numbers, no, ""), Deeper.MeanIsBelow(one, 0, ""),
                Deeper.MeanIsBelow(numbers, no, ""),
            ],
            result =>
            {
                Assert.Equal(Verdict.Undecided, result.Verdict);
                Assert.Equal("A value was not a number, so there is nothing to compare.", result.Reason);
            });
        Assert.Equal(Verdict.NotSupported, Deeper.IsAtMost(double.PositiveInfinity, 1).Verdict);
    }

    [Theory]
    [InlineData(new[] { 5.0, 5.1, 4.9 }, new[] { 1.0, 1.2, 0.9 }, Verdict.Supported)]
    [InlineData(new[] { 1.0, 1.2, 0.9 }, new[] { 5.0, 5.1, 4.9 }, Verdict.NotSupported)]
    [InlineData(new[] { 1.0, 5.0, 3.0 }, new[] { 2.0, 3.0, 3.5 }, Verdict.Undecided)]
    [InlineData(new[] { 5.0, 5.1 }, new[] { 1.0, 1.2 }, Verdict.Undecided)]
    public void A_comparison_needs_three_seeds_and_an_interval_on_one_side(
        double[] higher, double[] lower, Verdict expected) =>
        Assert.Equal(expected, Deeper.IsGreater(higher, lower, "BLEU").Verdict);

    [Fact]
    public void A_margin_moves_the_line()
    {
        // The differences are 4.0, 3.9, 4.0: interval 3.82 to 4.11.
        double[] higher = [5.0, 5.1, 4.9], lower = [1.0, 1.2, 0.9];
        Assert.Equal(Verdict.Supported, Deeper.IsGreater(higher, lower, "BLEU", by: 3.5).Verdict);
        Assert.Equal(Verdict.Undecided, Deeper.IsGreater(higher, lower, "BLEU", by: 4).Verdict);
        Assert.Equal(Verdict.NotSupported, Deeper.IsGreater(higher, lower, "BLEU", by: 4.5).Verdict);
        Assert.Equal(Verdict.Supported, Deeper.IsSame(higher, lower, margin: 5, "BLEU").Verdict);
        Assert.Equal(Verdict.NotSupported, Deeper.IsSame(higher, lower, margin: 1, "BLEU").Verdict);
    }

    [Fact]
    public void What_is_no_number_decides_nothing_and_can_be_shown()
    {
        // As the variety of replies that were all empty.
        ClaimResult result = Deeper.IsGreater([21.6, double.NaN, 20.9], [15.7, 15.2, 14.8], "Dist-2");
        Assert.Equal(Verdict.Undecided, result.Verdict);
        Assert.Contains("not a number", result.Reason, StringComparison.Ordinal);
        Assert.Contains("\"interval\": null", Json(result), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_carries_what_the_runner_collects()
    {
        using JsonDocument json = JsonDocument.Parse(Json(Deeper.IsGreater([5, 5.1, 4.9], [1, 1.2, 0.9], "BLEU")));
        JsonElement root = json.RootElement;
        Assert.Equal("resnet.depth.deeper-is-better", root.GetProperty("id").GetString());
        Assert.Equal("supported", root.GetProperty("verdict").GetString());
        Assert.Equal("27.88 → 25.03", root.GetProperty("published").GetString());
        Assert.Equal(3, root.GetProperty("seeds").GetInt32());
        Assert.Equal(3.823, root.GetProperty("interval")[0].GetDouble(), 3);
    }

    [Fact]
    public void Html_escapes_what_a_claim_says()
    {
        Claim hostile = new("a.b", "<script>alert(1)</script>", "§1");
        string html = ObjectFormatter.Format(hostile.IsEqual(1, 1)).Text(MimeTypes.Html)!;
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_shows_the_digits_that_decided_it()
    {
        Assert.Equal(("0.0014", "measured ≤ 0.0012"), Shown(Deeper.IsAtMost(0.0014, 0.0012)));
        Assert.Equal(("100.4", "measured ≤ 100.2"), Shown(Deeper.IsAtMost(100.4, 100.2)));
        Assert.Equal(("100.24", "measured ≤ 100.2"), Shown(Deeper.IsAtMost(100.24, 100.2)));
        Assert.Equal(("1", "measured ≥ 1.00005"), Shown(Deeper.IsAtLeast(1.00004, 1.00005)));
        Assert.Equal(("2.00104", "|measured − 2| ≤ 0.001"), Shown(Deeper.IsEqual(2.00104, 2, tolerance: 0.001)));
        Assert.Equal(("0.001", "measured ≤ 0.00099999999999"), Shown(Deeper.IsAtMost(0.001, 0.00099999999999)));
        Assert.Equal(
            ("0.30000000000000004", "measured = 0.3"), Shown(Deeper.IsEqual(0.1 + 0.2, 0.3)));
        Assert.Equal(("0.3", "measured = 0.30000000000000004"), Shown(Deeper.IsEqual(0.3, 0.1 + 0.2)));
        Assert.Equal(("0.001", "measured ≤ 0.001"), Shown(Deeper.IsAtMost(0.001, 0.001)));
        Assert.Equal(("1.0004", "measured ≤ 1"), Shown(Deeper.IsAtMost(1.0004, 1)));
        Assert.Equal(
            "0.43521 against 0.43522",
            Deeper.IsSame([0.43521, 0.43521, 0.43521], [0.43522, 0.43522, 0.43522], 1, "").Measured);

        static (string Measured, string Rule) Shown(ClaimResult result) => (result.Measured, result.Rule);
    }

    [Fact]
    public void One_row_writes_all_its_numbers_alike() => Assert.Equal(
        "[supported] Deeper is better. Table 2: measured 12,364 tokens, 95% interval [12,289 to 12,439] (published: " +
        "27.88 → 25.03). Rule: 95% interval of the mean above 10,000.",
        Deeper.MeanIsAbove([12_334, 12_364, 12_394], 10_000, "tokens").ToString());

    [Fact]
    public void A_badge_is_readable_on_any_page_since_it_brings_its_own_ground()
    {
        ClaimResult[] all = [Deeper.IsEqual(0, 0), Deeper.IsEqual(1, 0), Deeper.IsEqual(double.NaN, 0)];
        Assert.Equal(3, all.Select(one => one.Verdict).Distinct().Count());
        foreach (ClaimResult result in all)
        {
            string html = ObjectFormatter.Format(result).Text(MimeTypes.Html)!;
            string badge = html[html.IndexOf("<strong", StringComparison.Ordinal)..];
            string ink = badge.Split("color:#")[1][..6], ground = badge.Split("background:#")[1][..6];
            Assert.True(Contrast(ink, ground) >= 4.5, $"{ink} on {ground} is {Contrast(ink, ground):0.00}");
        }
    }

    /// <summary>WCAG 2's contrast ratio.</summary>
    private static double Contrast(string one, string other)
    {
        double first = Luminance(one), second = Luminance(other);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] parts =
        [
            .. Convert.FromHexString(color).Select(part => part / 255.0)
                .Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static string Json(ClaimResult result) => ObjectFormatter.Format(result).Text(MimeTypes.Claim)!;

    [Fact]
    public void An_id_that_is_no_stable_name_is_refused() =>
        Assert.Contains(
            "Received 'Mask leaks'",
            Assert.Throws<ArgumentException>(() => new Claim("Mask leaks", "x", "§1")).Message);
}
