using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Model;

public sealed class CheckTests
{
    private static string MessageOf(Action action) => Assert.ThrowsAny<Exception>(action).Message;

    [Fact]
    public void Unequal_lengths_say_what_came_and_what_to_do() => Assert.Equal(
        "Series \"loss\": y and x must have the same length. Expected 3 y, as there are 3 x. Received 2. Cut the " +
        "longer one, or put NaN where a value is missing.",
        MessageOf(() => Figure.Line().Series("loss", [1, 2, 3], [1.0, 2.0])));

    [Fact]
    public void An_empty_series_is_refused() =>
        Assert.Contains(
            "Series \"loss\": x must not be empty. Expected at least one value. Received none.",
            MessageOf(() => Figure.Line().Series("loss", Array.Empty<double>(), Array.Empty<double>())));

    [Fact]
    public void Infinity_is_refused_with_its_place() =>
        Assert.Contains(
            "Received ∞ at index 1".Replace("∞", double.PositiveInfinity.ToString()),
            MessageOf(() => Figure.Line().Series("loss", [1, 2], [1, double.PositiveInfinity])));

    [Fact]
    public void A_series_of_nothing_but_gaps_is_refused() =>
        Assert.Contains(
            "Received 2 × NaN", MessageOf(() => Figure.Line().Series("loss", [1, 2], [double.NaN, double.NaN])));

    [Fact]
    public void A_gap_in_x_is_refused() =>
        Assert.Contains(
            "Received NaN at index 0", MessageOf(() => Figure.Line().Series("loss", [double.NaN, 2], [1.0, 2.0])));

    [Fact]
    public void Bounds_the_wrong_way_round_are_refused() =>
        Assert.Contains(
            "Received low 3 and high 2 at index 1",
            MessageOf(() => Figure.Line().Series("loss", [1, 2], [1.0, 2.5], band: ([0, 3], [2, 2]))));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_logarithmic_axis_refuses_zero_and_below(double value) => Assert.Equal(
        $"Series \"loss\": a logarithmic axis shows values above zero only. Expected y > 0. Received {value} at " +
        "index 1. Put NaN there to leave a gap, or use log: false.",
        MessageOf(() => Figure.Line().Y("loss", log: true).Series("loss", [1, 2], [1.0, value]).ToSvg()));

    [Fact]
    public void The_order_of_calls_does_not_hide_a_value_below_zero() =>
        Assert.ThrowsAny<InvalidOperationException>(
            () => Figure.Line().Series("loss", [1, 2], [1.0, -1]).Y("loss", log: true).ToPlotlyJson());

    [Fact]
    public void A_reference_line_at_zero_is_refused_on_a_logarithmic_axis() =>
        Assert.Contains("Reference line \"none\"", MessageOf(
            () => Figure.Line().Y("loss", log: true).Series("a", [1], [1.0]).HorizontalLine(0, "none").ToSvg()));

    [Fact]
    public void A_figure_without_series_says_that_calls_return_a_new_figure() =>
        Assert.Contains("figure = figure.Series(...)", MessageOf(() => Figure.Line("Loss").ToHtml()));

    [Fact]
    public void Figures_do_not_change_when_a_series_is_added()
    {
        XyFigure one = Figure.Line().Series("a", [1], [1.0]);
        XyFigure two = one.Series("b", [1], [2.0]);
        Assert.Single(one.AllSeries);
        Assert.Equal(2, two.AllSeries.Length);
    }

    [Fact]
    public void Bars_ask_for_their_categories_first() =>
        Assert.Contains(
            ".Categories(...) before .Series(\"ours\", ...)", MessageOf(() => Figure.Bar().Series("ours", [1.0])));

    [Fact]
    public void Bars_need_a_value_for_each_category() =>
        Assert.Contains(
            "Expected 2 values, as there are 2 categories. Received 1.",
            MessageOf(() => Figure.Bar().Categories("a", "b").Series("ours", [1.0])));

    [Fact]
    public void A_heatmap_needs_a_label_for_each_row() =>
        Assert.Contains(
            "Expected 2 labels for the rows", MessageOf(() => Figure.Heatmap(new double[2, 3], rows: ["a", "b", "c"])));

    [Fact]
    public void A_heatmap_refuses_masked_scores_with_a_hint() =>
        Assert.Contains(
            "after the softmax", MessageOf(() => Figure.Heatmap(new[,] { { 1, double.NegativeInfinity } })));

    [Fact]
    public void A_heatmap_needs_a_cell() =>
        Assert.Contains("Received [0, 3]", MessageOf(() => Figure.Heatmap(new double[0, 3])));

    [Fact]
    public void A_heatmap_keeps_its_own_copy()
    {
        double[,] values = { { 1, 2 } };
        HeatmapFigure figure = Figure.Heatmap(values);
        values[0, 0] = 99;
        Assert.Equal(1, figure.Values[0, 0]);
    }

    [Fact]
    public void A_grid_refuses_a_grid_inside() =>
        Assert.Contains("another grid", MessageOf(() => Figure.Grid(1, Figures.LineGrid)));

    [Fact]
    public void An_axis_must_run_upwards() =>
        Assert.Contains("Received from 5, to 1", MessageOf(() => Figure.Line().X("step", from: 5, to: 1)));

    [Fact]
    public void A_picture_has_a_sensible_width() =>
        Assert.Contains("Received 10", MessageOf(() => Figures.Line.ToSvg(10)));
}
