using System.Text.Json.Nodes;
using StudyKit.Charts;
using StudyKit.Charts.Colors;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Plotly;

/// <summary>The names at the ends of lines in the interactive chart.</summary>
public sealed class EndAnnotationTests
{
    /// <summary>The height of the plot at the page's width, and the smallest share of it that shows names.</summary>
    private const double Height = 300, Smallest = 560d / 720;

    private static JsonNode Layout(Figure figure) => JsonNode.Parse(figure.ToPlotlyJson())!["layout"]!;

    private static JsonNode[] Labels(JsonNode layout) =>
        [.. layout["meta"]!["ends"]!["labels"]!.AsArray().Select(i => layout["annotations"]![(int)i!]!)];

    private static XyFigure Crowd(params string[] names) =>
        names.Aggregate(Figure.Line().X("step").Y("loss"), (figure, name) =>
            figure.Series(name, [0, 1, 2], [3, 2, 1 + (0.001 * name.Length)]));

    [Fact]
    public void Names_stand_at_the_ends_and_the_legend_is_left_out()
    {
        JsonNode layout = Layout(Figures.Line);
        JsonNode[] labels = Labels(layout);
        // From top to bottom: after 2000 steps post-norm is at 2.26, pre-norm at 2.5.
        Assert.Equal(["pre-norm", "post-norm"], labels.Select(label => (string)label["text"]!));
        Assert.All(labels, label => Assert.Equal(2000, (double)label["x"]!));
        Assert.Equal(2.503, (double)labels[0]["y"]!, 2);
        Assert.False((bool)layout["showlegend"]!);
        // "post-norm" in letters of 12 pixels, and the leader.
        Assert.InRange((double)layout["margin"]!["r"]!, 65, 90);
    }

    [Fact]
    public void Names_that_wish_one_place_are_spread_for_the_smallest_figure_that_shows_them()
    {
        JsonNode layout = Layout(Crowd("a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg", "hhhhhhhh"));
        double low = (double)layout["yaxis"]!["range"]![0]!, high = (double)layout["yaxis"]!["range"]![1]!;
        double[] places = [.. Labels(layout).Select(label => (double)label["ay"]! / (high - low) * Height * Smallest)];
        Assert.Equal(8, places.Length);
        // Sorted from the top; lines of 12 pixels' letters are 15 apart.
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.First - pair.Second > 14.9, $"{pair}"));
        Assert.All(Labels(layout), label => Assert.InRange((double)label["ay"]!, low, high));
    }

    [Fact]
    public void Letters_have_the_hue_of_their_line_and_a_dark_partner_and_can_be_read_on_both_pages()
    {
        JsonNode layout = Layout(Crowd("a", "b", "c", "d", "e", "f"));
        JsonObject dark = layout["meta"]!["dark"]!.AsObject();
        foreach (JsonNode label in Labels(layout))
        {
            string letters = (string)label["font"]!["color"]!, leader = (string)label["arrowcolor"]!;
            Assert.True(dark.ContainsKey(leader), leader);
            Assert.True(dark.ContainsKey(letters), letters);
            Assert.NotEqual(leader, letters);
            Assert.True(Rgb.Contrast(Rgb.Parse(letters), Rgb.Parse("#fffefb")) >= 4.5, letters);
            Assert.True(Rgb.Contrast(Rgb.Parse((string)dark[letters]!), Rgb.Parse("#1e1e1e")) >= 4.5, letters);
            Assert.InRange(
                Oklab.Distance(Oklab.From(Rgb.Parse(letters)), Oklab.From(Rgb.Parse(leader))), 0.1, 20);
        }
    }

    [Fact]
    public void A_reference_line_is_named_at_its_end_and_in_the_plot_where_a_page_has_no_room()
    {
        JsonNode layout = Layout(Figures.All["published line"]);
        Assert.Equal(["ours", "published 27.3"], Labels(layout).Select(label => (string)label["text"]!));
        JsonNode inside = layout["annotations"]![(int)layout["meta"]!["ends"]!["inside"]![0]!]!;
        Assert.Equal("published 27.3", (string)inside["text"]!);
        Assert.False((bool)inside["visible"]!);
        // The vertical line keeps its name in the plot.
        Assert.Null(layout["annotations"]![1]!["visible"]);
    }

    [Fact]
    public void On_logarithmic_axes_names_stand_at_the_logarithm()
    {
        JsonNode label = Labels(Layout(Figure.Line().X("n", log: true).Y("loss", log: true)
            .Series("a", [1, 10], [1.0, 100]).Series("b", [1, 10], [1.0, 1000])))[0];
        Assert.Equal((1, 3), ((double)label["x"]!, (double)label["y"]!));
        Assert.Equal(3, (double)label["ay"]!, 0.2);
    }

    [Fact]
    public void Chart_and_picture_agree_on_which_figures_have_names_at_the_ends()
    {
        string[] named = [.. Figures.All.Where(one => Layout(one.Value)["meta"]!["ends"] is not null)
            .Select(one => one.Key)];
        Assert.Equal(["line", "published line"], named);
        Assert.Null(Layout(Crowd([.. Enumerable.Range(1, 9).Select(i => $"line {i}")]))["meta"]!["ends"]);
        Assert.Null(Layout(Figures.Line.Points("published", [100], [5.0]))["meta"]!["ends"]);
        Assert.True((bool)Layout(Figures.Line.Points("published", [100], [5.0]))["showlegend"]!);
    }

    [Fact]
    public void Without_a_legend_no_strip_is_left_for_one()
    {
        Assert.Equal(44, (double)Layout(Figures.Line)["margin"]!["t"]!);
        Assert.Equal(44, (double)Layout(Figures.Heatmap)["margin"]!["t"]!);
        // A line that says what rows and columns are.
        Assert.Equal(64, (double)Layout(Figures.HeatGrid)["margin"]!["t"]!);
        Assert.Equal(72, (double)Layout(Figures.LineGrid)["margin"]!["t"]!);
        // The first row of panels stands as high with scales of their own: only rows need room between them.
        JsonNode own = Layout(Figures.LineGrid.OwnScales());
        Assert.InRange((double)own["yaxis"]!["domain"]![1]!, 0.94, 0.97);
    }
}
