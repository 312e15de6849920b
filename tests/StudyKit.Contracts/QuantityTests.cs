using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.84, "0.8 s")]
    [InlineData(1, "1 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(12.3, "12 s")]
    [InlineData(59.7, "1 min")]
    [InlineData(88, "1 min 28 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(126.4, "2 min 6 s")]
    [InlineData(3599.6, "1 h")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(7200, "2 h")]
    [InlineData(4_000_000, "1,111 h 7 min")]
    [InlineData(-1, "unknown")]
    [InlineData(1e300, "unknown")]
    [InlineData(double.NaN, "unknown")]
    [InlineData(double.PositiveInfinity, "unknown")]
    public void A_duration_has_two_units_at_most(double seconds, string expected)
    {
        using GermanNumbers german = new();
        Assert.Equal(expected, Quantity.Duration(seconds));
    }

    [Fact]
    public void A_time_span_reads_the_same() => Assert.Equal("2 min 5 s", Quantity.Duration(new TimeSpan(0, 2, 5)));

    [Theory]
    [InlineData(0, "0 cells")]
    [InlineData(1, "1 cell")]
    [InlineData(-1, "−1 cells")]
    [InlineData(999, "999 cells")]
    [InlineData(1000, "1,000 cells")]
    [InlineData(12_364, "12,364 cells")]
    [InlineData(1_234_567, "1,234,567 cells")]
    public void A_count_has_commas_and_its_noun(long count, string expected)
    {
        using GermanNumbers german = new();
        Assert.Equal(expected, Quantity.Count(count, "cell"));
    }

    [Fact]
    public void A_noun_may_have_a_plural_of_its_own() =>
        Assert.Equal("2 entries", Quantity.Count(2, "entry", "entries"));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(4_200_000, "4.2 MB")]
    [InlineData(1_300_000_000, "1.3 GB")]
    public void A_size_has_a_decimal_unit(long bytes, string expected)
    {
        using GermanNumbers german = new();
        Assert.Equal(expected, Quantity.Bytes(bytes));
    }
}
