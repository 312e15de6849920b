using StudyKit.Evaluation;

namespace StudyKit.Tests.Evaluation;

public sealed class PowerLawTests
{
    [Fact]
    public void An_exact_law_is_found_exactly()
    {
        PowerLaw law = PowerLaw.Fit([1, 2, 4, 8], [3, 12, 48, 192]); // 3 x²
        Assert.Equal(3, law.Factor, 12);
        Assert.Equal(2, law.Exponent.Estimate, 12);
        Assert.Equal(0, law.Exponent.High - law.Exponent.Low, 6);
        Assert.Equal(1, law.Explained, 12);
        Assert.Equal(300, law.At(10), 9);
    }

    [Fact]
    public void The_interval_is_Students_worked_by_hand()
    {
        // log₂ x = 0, 1, 2 and log₂ y = 0, 2, 2: slope 1, residuals −1/3, 2/3, −1/3, so s² = 2/3 over 1 degree of
        // freedom; the standard error is √(2/3 / 2) = 0.5774, times t(0.975, 1) = 12.7062.
        PowerLaw law = PowerLaw.Fit([1, 2, 4], [1, 4, 4]);
        Assert.Equal(1, law.Exponent.Estimate, 12);
        Assert.Equal(12.7062 * 0.57735, law.Exponent.High - 1, 3);
        Assert.Equal(0.75, law.Explained, 12);
    }

    [Fact]
    public void Values_without_a_logarithm_or_a_slope_are_refused()
    {
        Assert.Contains("at least three", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([1, 2], [1, 2])).Message);
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([1, 2, 3], [1, 0, 2])).Message);
        Assert.Contains(
            "between 0 and 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => PowerLaw.Fit([1, 2, 3], [1, 3, 2], level: 95)).Message);
        Assert.Contains("(90% interval", PowerLaw.Fit([1, 2, 4], [1, 4, 4], level: 0.9).ToString());
        Assert.Contains("differ", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2, 2, 2], [1, 3, 2])).Message);
    }
}
