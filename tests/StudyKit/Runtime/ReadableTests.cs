using StudyKit.Runtime;

namespace StudyKit.Tests.Runtime;

public sealed class ReadableTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(3.21749, "3.217")]
    [InlineData(0.0312549, "0.03125")]
    [InlineData(8123.4, "8,123")]
    [InlineData(-12.345, "-12.35")]
    [InlineData(120, "120")]
    [InlineData(0.0000123, "1.23e-5")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_have_sensible_digits(double value, string expected) => Assert.Equal(expected, Readable.Number(value));

    [Theory]
    [InlineData(0.84, "0.8 s")]
    [InlineData(12.3, "12 s")]
    [InlineData(59.7, "1 min")]
    [InlineData(88, "1 min 28 s")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(7200, "2 h")]
    [InlineData(double.PositiveInfinity, "unknown")]
    public void Durations_use_two_units_at_most(double seconds, string expected) => Assert.Equal(expected, Readable.Duration(seconds));
}
