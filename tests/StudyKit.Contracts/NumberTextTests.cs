using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

public sealed class NumberTextTests
{
    public static TheoryData<double, string> Values => new()
    {
        { 0, "0" },
        { 0.0014, "0.0014" },
        { 0.5, "0.5" },
        { 3.14159265, "3.142" },
        { -12.345, "−12.35" },
        { -27.31, "−27.31" },
        { 100.2, "100.2" },
        { 100.4, "100.4" },
        { 120, "120" },
        { 1234.56, "1,235" },
        { 12_364, "12,364" },
        { 12_286.4, "12,286" },
        { 63_082_496, "63,082,496" },
        { 12_345_678.9, "1.235×10⁷" },
        { 0.0312549, "0.03125" },
        { 0.00012342, "0.0001234" },
        { 0.0000123451, "1.235×10⁻⁵" },
        { -0.0000123, "−1.23×10⁻⁵" },
        { 9.99999e-6, "10⁻⁵" },
        { -9.99999e-6, "−10⁻⁵" },
        { 3.14e23, "3.14×10²³" },
        { double.Epsilon, "4.941×10⁻³²⁴" },
        { double.MaxValue, "1.798×10³⁰⁸" },
        { double.NaN, "not a number" },
        { double.PositiveInfinity, "∞" },
        { double.NegativeInfinity, "−∞" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_the_four_digits_that_matter(double value, string expected)
    {
        Assert.Equal(expected, NumberText.Of(value));
        using GermanNumbers german = new();
        Assert.Equal(expected, NumberText.Of(value));
    }

    [Fact]
    public void The_test_culture_would_write_numbers_otherwise()
    {
        using GermanNumbers german = new();
        Assert.Equal("1.234,5", 1234.5.ToString("#,0.0"));
        Assert.Equal("~2", (-2).ToString());
    }

    [Fact]
    public void A_value_that_rounds_to_zero_has_no_minus_sign() => Assert.Equal("0.00", NumberText.Plain(-0.001, 2));

    [Fact]
    public void Decimals_are_kept_when_they_are_asked_for()
    {
        using GermanNumbers german = new();
        Assert.Equal("−1,234.50", NumberText.Plain(-1234.5, 2));
        Assert.Equal("0.1000000000000000056", NumberText.Plain(0.1, 19));
    }

    [Theory]
    [InlineData(new[] { 100.4, 100.2 }, new[] { "100.4", "100.2" })]
    [InlineData(new[] { 0.0014, 0.0012 }, new[] { "0.0014", "0.0012" })]
    [InlineData(new[] { 1.00004, 1.0 }, new[] { "1.00004", "1" })]
    [InlineData(new[] { 27.884, 27.8841 }, new[] { "27.884", "27.8841" })]
    [InlineData(new[] { 2.5, 2.5 }, new[] { "2.5", "2.5" })]
    [InlineData(new[] { 1e-9, 1.00001e-9 }, new[] { "10⁻⁹", "1.00001×10⁻⁹" })]
    [InlineData(
        new[] { 0.1, 0.30000000000000004, 0.3 },
        new[] { "0.10000000000000001", "0.30000000000000004", "0.29999999999999999" })]
    public void Values_that_differ_look_different_side_by_side(double[] values, string[] expected)
    {
        using GermanNumbers german = new();
        Assert.Equal(expected, NumberText.Apart(values));
    }

    [Fact]
    public void A_shown_value_decides_as_the_exact_one_does()
    {
        // With four digits it would read |2.001 - 2| = 0.001, which is at most 0.001.
        Assert.Equal("2.00104", NumberText.Deciding(2.00104, value => Math.Abs(value - 2) <= 0.001, 2));
        Assert.Equal("100.24", NumberText.Deciding(100.24, value => value <= 100.2, 100.2));
        Assert.Equal("12,346", NumberText.Deciding(12_345.681, value => value >= 12_300, 12_300));
        Assert.Equal("0.9999999", NumberText.Deciding(0.9999999, value => value <= 1, 1));
        Assert.Equal("not a number", NumberText.Deciding(double.NaN, value => value <= 1, 1));
    }

    [Theory]
    [InlineData(0.05, "0.05")]
    [InlineData(1.00005, "1.00005")]
    [InlineData(0.0012345678, "0.0012345678")]
    [InlineData(12_345.67, "12,345.67")]
    [InlineData(3e-7, "3×10⁻⁷")]
    [InlineData(1 / 3.0, "0.3333")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void What_a_person_wrote_is_shown_in_full(double value, string expected)
    {
        using GermanNumbers german = new();
        Assert.Equal(expected, NumberText.Given(value));
    }
}
