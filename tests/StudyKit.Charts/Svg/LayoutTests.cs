using System.Xml.Linq;
using StudyKit.Charts;
using StudyKit.Charts.Ends;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Axes;
using StudyKit.Charts.Svg.Drawing;

namespace StudyKit.Tests.Charts.Svg;

public sealed class LayoutTests
{
    // Two names wish the same place: half a gap each way. The third is far off and stays.
    [Fact]
    public void Names_at_line_ends_move_apart_evenly() =>
        Assert.Equal([45, 55, 90], EndLabels.Spread([50, 50, 90], gap: 10, top: 0, bottom: 100));

    // A chain: 50, 52, 58 wish to stand 10 apart; the mean of 50, 42, 38 is 43.33.
    [Fact]
    public void A_chain_of_names_moves_as_little_as_possible()
    {
        double[] places = EndLabels.Spread([50, 52, 58], gap: 10, top: 0, bottom: 100);
        Assert.Equal([43.333, 53.333, 63.333], places.Select(place => Math.Round(place, 3)));
    }

    [Fact]
    public void Names_stay_inside_the_plot() =>
        Assert.Equal([80, 90, 100], EndLabels.Spread([99, 99, 100], gap: 10, top: 0, bottom: 100));

    [Fact]
    public void Long_series_are_thinned_without_losing_a_spike_or_a_gap()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];
        double[] y = [.. x.Select(_ => 1.0)];
        y[1234] = 50;
        y[5000] = double.NaN;
        Frame frame = new(new Rect(0, 0, 100, 100), new LinearScale(0, 9999), new LinearScale(0, 50));
        int[] kept = Thinning.Kept(frame, x, y);
        Assert.InRange(kept.Length, 100, 500);
        Assert.Contains(1234, kept);
        Assert.Contains(5000, kept);
        Assert.Contains(0, kept);
        Assert.Contains(9999, kept);
        Assert.Equal(kept.Order(), kept);
    }

    [Fact]
    public void Short_series_are_drawn_point_by_point()
    {
        Frame frame = new(new Rect(0, 0, 100, 100), new LinearScale(0, 2), new LinearScale(0, 4));
        Assert.Equal([(0, 100), (50, 50), (100, 0)], LinePath.Points(frame, [0, 1, 2], [0, 2, 4]));
    }

    [Fact]
    public void A_gap_breaks_the_line()
    {
        Frame frame = new(new Rect(0, 0, 100, 100), new LinearScale(0, 3), new LinearScale(0, 1));
        Assert.Equal([2, 1], LinePath.Runs(LinePath.Points(frame, [0, 1, 2, 3], [0, 1, double.NaN, 1]))
            .Select(run => run.Count));
    }

    [Fact]
    public void Labels_that_fit_lie_flat_and_long_ones_are_turned()
    {
        CategoryScale few = new(["a", "b"]),
            many = new([.. Enumerable.Range(0, 30).Select(i => $"category number {i}")]);
        XAxisLabels flat = XAxisLabels.For(few, 300, 12), turned = XAxisLabels.For(many, 300, 12);
        Assert.InRange(flat.Height, 15, 30);
        Assert.InRange(turned.Height, 60, 110);
        Assert.True(turned.Ticks.Count < 30);
    }

    [Fact]
    public void Numbers_on_an_axis_never_touch()
    {
        LinearScale scale = new(0, 1_000_000);
        IReadOnlyList<Tick> ticks = XAxisLabels.For(scale, 200, 12).Ticks;
        double[] places = [.. ticks.Select(tick => scale.Position(tick.Value) * 200)];
        double widest = ticks.Max(tick => TextWidth.Of(tick.Label, 12));
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First > widest));
    }

    [Fact]
    public void A_label_avoids_the_line_it_would_cover()
    {
        // The data run just above the reference line at the right half; its label moves to the left half.
        XyFigure figure = Figure.Line().Series("ours", [0, 1, 2, 3, 4], [0, 0, 5.4, 5.4, 5.4])
            .HorizontalLine(5, "target");
        XElement label = XDocument.Parse(figure.Series("other", [0, 1], [0, 0]).ToSvg(300))
            .Descendants(SvgTests.Svg + "text").Last(text => text.Value == "target");
        Assert.True((double)label.Attribute("x")! < 150 || (double)label.Attribute("y")! > 100, label.ToString());
    }

    [Theory]
    [InlineData(720, 2)]
    [InlineData(340, 0)]
    public void The_rows_of_a_grid_of_maps_have_their_names_or_none(int width, int atTheLeft)
    {
        string[] words = ["the", "cat", "sat", "on", "a", "mat"];
        HeatmapFigure map = Figure.Heatmap(new double[6, 6], words, words).X("key").Y("query");
        string svg = Figure.Grid(4, [.. Enumerable.Repeat(map, 8)]).RowHeadings("Encoder 1", "Encoder 2")
            .ColumnHeadings("1", "2", "3", "4").ToSvg(width);
        XElement[] texts = [.. XElement.Parse(svg).Descendants().Where(one => one.Name.LocalName == "text")];
        Assert.DoesNotContain(texts, text => text.Value.Contains('…'));
        // For each row of maps one at the left, where there is room; and one below each of the four columns.
        Assert.Equal(atTheLeft + 4, texts.Count(text => text.Value == "cat"));
    }
}
