using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Tests.Charts.Scales;

public sealed class TickTests
{
    // Worked by hand: range / count, then the nearest of 1, 2, 5, 10 × 10ⁿ (borders √2, √10, √50).
    [Theory]
    [InlineData(0, 10, 5, 2)]       // raw 2
    [InlineData(0, 10, 10, 1)]      // raw 1
    [InlineData(0, 100, 6, 20)]     // raw 16.7 → 1.67 → 2
    [InlineData(0, 1, 3, 0.5)]      // raw 0.333 → 3.33 → 5
    [InlineData(0, 1, 8, 0.1)]      // raw 0.125 → 1.25 → 1
    [InlineData(0, 7.2, 1, 10)]     // raw 7.2 → 10
    [InlineData(-3e-6, 3e-6, 6, 1e-6)]
    public void Steps_are_one_two_or_five_times_a_power_of_ten(double from, double to, int about, double expected) =>
        Assert.Equal(expected, LinearScale.Step(from, to, about));

    [Fact]
    public void Linear_ticks_are_round_lie_inside_and_share_their_decimals()
    {
        IReadOnlyList<Tick> ticks = new LinearScale(-0.13, 0.52).Ticks(6);
        Assert.Equal([-0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5], ticks.Select(tick => tick.Value));
        Assert.Equal(["−0.1", "0.0", "0.1", "0.2", "0.3", "0.4", "0.5"], ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void A_tick_at_three_tenths_is_exactly_three_tenths() =>
        Assert.Contains(new LinearScale(0, 0.5).Ticks(5), tick => tick.Value == 0.3 && tick.Label == "0.3");

    [Fact]
    public void Large_ticks_are_written_short() =>
        Assert.Equal(["0", "5M", "10M", "15M", "20M"], new LinearScale(0, 2e7).Ticks(4).Select(tick => tick.Label));

    [Fact]
    public void Steps_of_training_are_written_in_full() =>
        Assert.Equal(
            ["0", "20,000", "40,000", "60,000"], new LinearScale(0, 64_000).Ticks(3).Select(tick => tick.Label));

    [Fact]
    public void Small_learning_rates_are_powers_of_ten() =>
        Assert.Equal(["0", "2×10⁻⁵", "4×10⁻⁵", "6×10⁻⁵"], new LinearScale(0, 6e-5).Ticks(3).Select(tick => tick.Label));

    [Fact]
    public void Ticks_of_whole_numbers_are_whole() =>
        Assert.Equal([1.0, 2, 3], new LinearScale(1, 3, smallestStep: 1).Ticks(8).Select(tick => tick.Value));

    [Fact]
    public void A_long_logarithmic_axis_has_its_decades()
    {
        IReadOnlyList<Tick> ticks = new LogScale(1e-8, 1e-2).Ticks(8);
        Assert.Equal([1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2], ticks.Select(tick => tick.Value));
        Assert.Equal(["10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01"], ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void A_short_logarithmic_axis_has_ones_twos_and_fives() =>
        Assert.Equal(["10", "20", "50", "100", "200"], new LogScale(9, 230).Ticks(6).Select(tick => tick.Label));

    [Fact]
    public void A_logarithmic_axis_within_a_decade_falls_back_to_round_steps() =>
        Assert.Equal([3.5, 4, 4.5], new LogScale(3.1, 4.6).Ticks(3).Select(tick => tick.Value));

    [Fact]
    public void The_middle_of_two_decades_is_the_root_of_ten() =>
        Assert.Equal(0.5, new LogScale(1, 10).Position(Math.Sqrt(10)), 12);

    [Fact]
    public void Categories_stand_in_the_middle_of_their_share() =>
        Assert.Equal(
            [0.125, 0.375, 0.625, 0.875],
            Enumerable.Range(0, 4).Select(i => new CategoryScale(["a", "b", "c", "d"]).Position(i)));

    // Range 2 to 9 with 5% room: 7 × 0.05 = 0.35 at each end, zero joins as 2 < 0.3 × 7 = 2.1.
    [Fact]
    public void Zero_joins_an_axis_that_comes_near_it()
    {
        Scale scale = new AxisRange(2, 9).ToScale(new Axis(), 0.05, nearZero: 0.3);
        Assert.Equal(0, scale.From);
        Assert.Equal(9.45, scale.To, 12);
    }

    [Fact]
    public void Zero_does_not_join_an_axis_far_from_it()
    {
        Scale scale = new AxisRange(24, 34).ToScale(new Axis(), 0.05, nearZero: 0.3);
        Assert.Equal((23.5, 34.5), (scale.From, scale.To));
    }

    [Fact]
    public void Given_ends_are_kept_exactly()
    {
        Scale scale = new AxisRange(2, 9).ToScale(new Axis(From: 1, To: 10), 0.05, baseline: true);
        Assert.Equal((1, 10), (scale.From, scale.To));
    }

    [Theory]
    [InlineData(0.15, 0.135, 0.165)]
    [InlineData(0, -1, 1)]
    [InlineData(-20, -22, -18)]
    public void A_single_value_gets_a_window_around_it(double value, double from, double to)
    {
        Scale scale = new AxisRange(value, value).ToScale(new Axis(), 0);
        Assert.Equal(from, scale.From, 12);
        Assert.Equal(to, scale.To, 12);
    }

    [Fact]
    public void A_single_value_on_a_logarithmic_axis_gets_a_factor_of_two_on_each_side()
    {
        Scale scale = new AxisRange(8, 8).ToScale(new Axis(Log: true), 0);
        Assert.Equal((4, 16), (scale.From, scale.To));
    }
}
