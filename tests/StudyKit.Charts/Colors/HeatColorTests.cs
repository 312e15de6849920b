using StudyKit.Charts;
using StudyKit.Charts.Colors;

namespace StudyKit.Tests.Charts.Colors;

public sealed class HeatColorTests
{
    // Ottosson's published check value: sRGB red.
    [Fact]
    public void Oklab_of_red_is_the_published_one()
    {
        Oklab red = Oklab.From(Rgb.Parse("#ff0000"));
        Assert.Equal((0.628, 0.225, 0.126), (Math.Round(red.L, 3), Math.Round(red.A, 3), Math.Round(red.B, 3)));
    }

    [Fact]
    public void Equal_steps_of_value_look_like_equal_steps_of_colour()
    {
        double[] steps = [.. HeatColors.Sequential
            .Zip(HeatColors.Sequential.Skip(1), (a, b) => Oklab.Distance(Oklab.From(a), Oklab.From(b)))];
        Assert.All(steps, step => Assert.InRange(step / steps.Average(), 0.6, 1.4));

        // Over eight steps at a time, rounding to eight bits no longer shows.
        double[] longer = [.. Enumerable.Range(0, 8).Select(i =>
            Oklab.Distance(Oklab.From(HeatColors.Sequential[i * 8]), Oklab.From(HeatColors.Sequential[(i * 8) + 8])))];
        Assert.All(longer, step => Assert.InRange(step / longer.Average(), 0.9, 1.1));
    }

    [Fact]
    public void The_sequential_scale_grows_lighter_all_the_way_also_for_the_colour_blind()
    {
        foreach (Vision vision in (Vision[])[Vision.Usual, Vision.Deuteranopia, Vision.Protanopia])
        {
            double[] lightness = [.. HeatColors.Sequential.Select(color => vision.See(color).L)];
            Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second > pair.First - 0.002));
            Assert.True(lightness[^1] - lightness[0] > 0.55);
        }
    }

    [Fact]
    public void The_diverging_scale_is_grey_in_the_middle_and_equally_dark_at_its_ends()
    {
        Rgb middle = HeatColors.Diverging[HeatColors.Steps / 2];
        Assert.Equal(middle.R, middle.B);
        Assert.Equal(HeatColors.Steps, HeatColors.Diverging.Count);
        Assert.Equal(Oklab.From(HeatColors.Diverging[0]).L, Oklab.From(HeatColors.Diverging[^1]).L, 2);
    }

    [Fact]
    public void Zero_is_in_the_middle_of_a_diverging_scale()
    {
        HeatScale scale = HeatScale.For([Figure.Heatmap(new double[,] { { -1, 0, 4 } }).Diverging()]);
        Assert.Equal((-4, 4), (scale.From, scale.To));
        Assert.Equal([24, 32, 64], new[] { -1.0, 0, 4 }.Select(scale.Step));
    }

    [Fact]
    public void Panels_share_the_widest_range()
    {
        HeatScale scale =
            HeatScale.For([Figure.Heatmap(new[,] { { 0.5, 0.9 } }), Figure.Heatmap(new[,] { { 0.1, 0.2 } })]);
        Assert.Equal((0, 0.9), (scale.From, scale.To));
    }

    [Fact]
    public void A_constant_matrix_takes_the_middle_of_its_scale() =>
        Assert.Equal(32, HeatScale.For([Figure.Heatmap(new[,] { { 3.5 } })]).Step(3.5));
}
