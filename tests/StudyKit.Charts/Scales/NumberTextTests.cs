using StudyKit.Charts.Scales;

namespace StudyKit.Tests.Charts.Scales;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(63_082_496, "63,082,496")]
    [InlineData(3.14159265, "3.142")]
    [InlineData(0.5, "0.5")]
    [InlineData(-27.31, "−27.31")]
    [InlineData(1234.56, "1,235")]
    [InlineData(0.00012342, "0.0001234")]
    [InlineData(0.000012345, "1.234×10⁻⁵")]
    [InlineData(3.14e23, "3.14×10²³")]
    [InlineData(9.99999e-6, "10⁻⁵")]
    [InlineData(double.NaN, "")]
    public void Values_have_four_digits_that_matter(double value, string expected) => Assert.Equal(expected, NumberText.Short(value));

    [Fact]
    public void A_value_that_rounds_to_zero_has_no_minus_sign() => Assert.Equal("0.00", NumberText.Plain(-0.001, 2));

    [Fact]
    public void Compared_values_share_their_decimals()
    {
        Assert.Equal(["8.5", "83.4", "14.0"], NumberText.Alike([8.5, 83.38, 13.97]));
        Assert.Equal(["18.9M", "6.3M"], NumberText.Alike([18_944_000, 6_303_744]));
        Assert.Equal(["0.763", "0.028", "0", ""], NumberText.Alike([0.7631, 0.0284, 0, double.NaN]));
        Assert.Equal(["31", "33"], NumberText.Alike([31, 33]));
    }
}
