using StudyKit.Evaluation;

namespace StudyKit.Tests.Evaluation;

public sealed class StatisticsTests
{
    // Printed tables of Student's t, two-sided 95% and 99%.
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 30, 2.042)]
    [InlineData(0.995, 2, 9.925)]
    [InlineData(0.975, double.PositiveInfinity, 1.960)]
    public void Quantiles_equal_the_printed_tables(double p, double degrees, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(p, degrees), 3);

    [Fact]
    public void Quantiles_equal_those_of_MathNet_over_a_grid()
    {
        foreach (double degrees in (double[])[1, 1.5, 2, 3, 4, 5, 9, 19, 30, 99, 199, 1000])
        {
            foreach (double p in (double[])[0.5, 0.500001, 0.6, 0.75, 0.9, 0.975, 0.995, 0.9995, 0.99995])
            {
                // The way back: its own quantiles do not converge everywhere.
                double share = MathNet.Numerics.Distributions.StudentT.CDF(
                    0, 1, degrees, StudentT.Quantile(p, degrees));
                // Near the middle MathNet's way from t to its x leaves few digits.
                Assert.Equal(1, (1 - share) / (1 - p), p < 0.51 ? 1e-7 : 1e-10);
            }
        }

        foreach (double p in (double[])[0.5, 0.500001, 0.6, 0.75, 0.9, 0.975, 0.995, 0.99865, 0.9995, 0.999999])
        {
            double expected = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p);
            Assert.Equal(expected, StudentT.Quantile(p, double.PositiveInfinity), 1e-8);
        }

        // One degree of freedom is Cauchy's distribution, whose quantile is a tangent: 636.619 at 0.9995.
        Assert.Equal(Math.Tan(Math.PI * 0.4995), StudentT.Quantile(0.9995, 1), 1e-8);
        Interval two = Statistics.MeanInterval([0, 1], level: 0.999);
        Assert.Equal(318.31, (two.High - two.Low) / 2, 2);
    }

    [Fact]
    public void Three_seeds_give_the_interval_worked_by_hand()
    {
        // mean 2, s = 1, half width = 4.303 · 1/√3 = 2.484.
        Interval interval = Statistics.MeanInterval([1, 2, 3]);
        Assert.Equal(2, interval.Estimate);
        Assert.Equal(-0.484, interval.Low, 3);
        Assert.Equal(4.484, interval.High, 3);
        Assert.Equal(3, interval.Count);
    }

    [Fact]
    public void A_paired_difference_forgets_what_both_share()
    {
        Interval difference = Statistics.PairedDifference([11, 22, 33], [10, 20, 30]);
        Assert.Equal(2, difference.Estimate);
        Assert.Equal(-0.484, difference.Low, 3);
    }

    [Fact]
    public void Wilsons_interval_equals_the_worked_example()
    {
        // 7 of 10 at 95%: 0.397 to 0.892 (Wilson 1927's formula, worked by hand).
        Interval interval = Statistics.Proportion(7, 10);
        Assert.Equal(0.397, interval.Low, 3);
        Assert.Equal(0.892, interval.High, 3);
        Assert.Equal(1, Statistics.Proportion(10, 10).High);
    }

    [Fact]
    public void Too_few_values_and_unequal_pairs_are_named()
    {
        Assert.Contains("Received 1", Assert.Throws<ArgumentException>(() => Statistics.MeanInterval([1])).Message);
        Assert.Contains(
            "Expected 3. Received 2",
            Assert.Throws<ArgumentException>(() => Statistics.PairedDifference([1, 2, 3], [1, 2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.MeanInterval([1, 2], 95));
    }
}
