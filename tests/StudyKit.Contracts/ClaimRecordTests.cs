using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

public sealed class ClaimRecordTests
{
    private static readonly ClaimRecord Speed = new(
        "gpt.speed.tokens", "It is fast.", "Table 3", "12,000", "12,364", (12_286, 12_441), "tokens/s", 3,
        "mean above 12,000", Verdict.Supported, "");

    [Fact]
    public void A_claim_survives_its_json() =>
        Assert.Equal(Speed, ClaimRecord.Read(JsonNode.Parse(RecordJson.Write(Speed.ToJson()))));

    [Fact]
    public void The_json_has_the_fields_in_a_fixed_order() => Assert.Equal(
        """
        {"id":"gpt.speed.tokens","kind":"paper","central":false,"statement":"It is fast.","source":"Table 3",
        "published":"12,000","measured":"12,364","unit":"tokens/s","interval":[12286,12441],"p":null,"seeds":3,
        "rule":"mean above 12,000","verdict":"supported","reason":""}
        """.ReplaceLineEndings(""),
        RecordJson.Write(Speed.ToJson()));

    [Theory]
    [InlineData(12_286, 12_441, "[12,286 to 12,441]")]
    [InlineData(1.09e-4, 1.38e-4, "[0.000109 to 0.000138]")]
    [InlineData(-0.31, 0.5, "[−0.31 to 0.5]")]
    [InlineData(0.100001, 0.100002, "[0.100001 to 0.100002]")]
    public void An_interval_is_written_as_the_measurement_is(double low, double high, string expected)
    {
        using GermanNumbers german = new();
        Assert.Equal(expected, (Speed with { Interval = (low, high) }).IntervalText);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"a\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":[],"interval":[1,"2"],"seeds":"three","verdict":7}""")]
    public void What_is_missing_or_odd_is_empty_and_never_an_error(string json) =>
        Assert.Equal(
            ("claim", "", (null, (int?)null), Verdict.Undecided),
            Facts(ClaimRecord.Read(JsonNode.Parse(json))));

    [Fact]
    public void An_interval_without_an_end_is_left_out_of_the_json() =>
        Assert.Contains(
            "\"interval\":null",
            RecordJson.Write((Speed with { Interval = (double.NegativeInfinity, 1) }).ToJson()),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("supported", Verdict.Supported)]
    [InlineData(" Not-Supported ", Verdict.NotSupported)]
    [InlineData("not_supported", Verdict.NotSupported)]
    [InlineData("undecided", Verdict.Undecided)]
    [InlineData("odd", Verdict.Undecided)]
    [InlineData(null, Verdict.Undecided)]
    public void A_verdict_is_read_generously(string? name, Verdict expected) =>
        Assert.Equal(expected, Verdicts.Read(name));

    [Fact]
    public void Every_verdict_has_a_name_and_a_class()
    {
        Assert.Equal(Enum.GetValues<Verdict>(), Verdicts.All);
        Assert.Equal(["supported", "not supported", "undecided"], Verdicts.All.Select(verdict => verdict.Name()));
        Assert.Equal(["supported", "not-supported", "undecided"], Verdicts.All.Select(verdict => verdict.Class()));
    }

    private static (string Id, string Measured, (
        (double Low, double High)? Interval, int? Seeds) Numbers, Verdict Verdict) Facts(ClaimRecord claim) =>
        (claim.Id, claim.Measured, (claim.Interval, claim.Seeds), claim.Verdict);
}
