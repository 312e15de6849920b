using StudyKit.Charts;
using StudyKit.Charts.Scales;

namespace StudyKit.Tests.Charts.Scales;

public sealed class BinsTests
{
    [Fact]
    public void Whole_numbers_stand_in_the_middle_of_their_bins()
    {
        HistogramFigure figure = Figure.Histogram().Series("lengths", [3, 3, 4, 6]).Bins(50);
        Bins bins = Bins.For(figure);
        Assert.Equal(4, bins.Count);
        Assert.Equal([2.5, 3.5, 4.5, 5.5, 6.5], Enumerable.Range(0, 5).Select(bins.Edge));
        Assert.Equal([2, 1, 0, 1], bins.Heights(figure.Samples[0], share: false));
    }

    [Fact]
    public void Edges_are_round_and_the_largest_value_is_counted()
    {
        HistogramFigure figure = Figure.Histogram().Series("a", [0.12, 0.31, 0.55, 1.0]).Bins(5);
        Bins bins = Bins.For(figure);

        // Range 0.88 in five bins: 0.176 → 0.2; from 0.0 to 1.0.
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1.0], Enumerable.Range(0, bins.Count + 1).Select(bins.Edge));
        Assert.Equal([1, 1, 1, 0, 1], bins.Heights(figure.Samples[0], share: false));
        Assert.Equal([25, 25, 25, 0, 25], bins.Heights(figure.Samples[0], share: true));
    }

    [Fact]
    public void Equal_values_share_one_bin() =>
        Assert.Equal(1, Bins.For(Figure.Histogram().Series("a", [0.5, 0.5])).Count);

    // n = 1000 values spread evenly over 0 to 1: IQR 0.5, width 2 × 0.5 / 10 = 0.1, so ten bins.
    [Fact]
    public void The_number_of_bins_follows_Freedman_and_Diaconis()
    {
        Bins bins = Bins.For(Figure.Histogram().Series("even", Enumerable.Range(0, 1000).Select(i => i / 999d)));
        Assert.Equal(10, bins.Count);
        Assert.Equal(0.1, bins.Edge(1));
    }

    [Fact]
    public void Values_that_are_no_number_are_left_out_and_counted_in_the_table()
    {
        FigureTable table = Figure.Histogram().Series("a", [1, 2, double.NaN, 2]).ToTable();
        Assert.Equal("a: count, 1 × NaN left out", table.Columns[2]);
        Assert.Equal([1.0, 2.0], table.Rows.Select(row => row[2]));
    }
}
