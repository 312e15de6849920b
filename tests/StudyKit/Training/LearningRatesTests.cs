using StudyKit.Training.Schedules;

namespace StudyKit.Tests.Training;

public sealed class LearningRatesTests
{
    [Theory]
    // 512^-0.5 = 0.0441942; · 1 · 4000^-1.5 (= 3.952847e-6) = 1.746930e-7
    [InlineData(1, 1.746928e-7)]
    // The peak: 1/√(512 · 4000) = 6.987712e-4
    [InlineData(4000, 6.987712e-4)]
    // Four times as far: half the peak.
    [InlineData(16000, 3.493856e-4)]
    public void Noam_is_equation_3_of_the_Transformer_paper(long step, double expected) =>
        Assert.Equal(expected, LearningRates.Noam(512, 4000).At(step), expected * 1e-6);

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(5, 0.5)]
    [InlineData(10, 1.0)]
    [InlineData(60, 0.5)]
    [InlineData(110, 0.0)]
    [InlineData(999, 0.0)]
    public void Linear_decay_after_warm_up(long step, double expected) =>
        Assert.Equal(expected, LearningRates.WarmUp(1, 10, 110).At(step), 1e-12);

    [Theory]
    [InlineData(10, 1.0)]
    [InlineData(60, 0.6)]
    [InlineData(35, 0.882842712)]
    [InlineData(110, 0.2)]
    public void Cosine_decay_to_a_fifth(long step, double expected) =>
        Assert.Equal(expected, LearningRates.WarmUp(1, 10, 110, Decay.Cosine, 0.2).At(step), 1e-9);

    [Theory]
    [InlineData(100, 2.0)]
    [InlineData(400, 1.0)]
    [InlineData(1600, 0.5)]
    public void Inverse_square_root_halves_at_four_times_the_step(long step, double expected) =>
        Assert.Equal(expected, LearningRates.WarmUp(2, 100, 0, Decay.InverseSquareRoot).At(step), 1e-12);

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(32000, 0.1)]
    [InlineData(32001, 0.01)]
    [InlineData(48001, 0.001)]
    public void Steps_are_those_of_the_ResNet_paper(long step, double expected) =>
        Assert.Equal(expected, LearningRates.Step(0.1, 0.1, 32000, 48000).At(step), 1e-12);

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(400, 0.01)]
    [InlineData(401, 0.1)]
    [InlineData(32001, 0.01)]
    public void ResNet_110_starts_at_a_hundredth_and_goes_on_at_a_tenth(long step, double expected) =>
        Assert.Equal(expected, LearningRates.Step(0.1, 0.1, 32000, 48000).StartingAt(0.01, 400).At(step), 1e-12);

    [Fact]
    public void One_cycle_rises_for_the_first_part_and_ends_near_zero()
    {
        // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=10): rates worked from its formula.
        Schedule cycle = LearningRates.OneCycle(1, 10);
        Assert.Equal(0.04, cycle.At(1), 1e-12);
        Assert.Equal(0.52, cycle.At(2), 1e-12);
        Assert.Equal(1.0, cycle.At(3), 1e-12);
        Assert.Equal(4e-6, cycle.At(10), 1e-12);
        Assert.Equal(4e-6, cycle.At(11), 1e-12);
    }

    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(4, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 0.75)]
    [InlineData(11, 0)]
    [InlineData(12, 0)]
    public void A_trapezoid_rises_stays_and_falls_to_nothing(long step, double expected) =>
        Assert.Equal(expected, LearningRates.Trapezoid(1, 4, 7, 11).At(step), 1e-12);

    [Fact]
    public void Bad_constants_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LearningRates.Trapezoid(1, 4, 3, 11));
        Assert.Throws<ArgumentException>(() => LearningRates.Trapezoid(1, 4, 11, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRates.Constant(0));
        Assert.Throws<ArgumentException>(() => LearningRates.WarmUp(1, 100, 100));
        Assert.Throws<ArgumentException>(() => LearningRates.Step(1, 0.1, 20, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRates.OneCycle(1, 10, rise: 1));
    }
}
