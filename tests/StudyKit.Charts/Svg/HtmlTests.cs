using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Svg;

public sealed class HtmlTests
{
    private static IElement Parse(Figure figure) =>
        new HtmlParser().ParseDocument(figure.ToHtml()).QuerySelector("figure.sk-figure")!;

    [Fact]
    public void A_figure_has_two_layouts_a_caption_and_its_data()
    {
        IElement figure = Parse(Figures.Line.Caption("Mean of three seeds."));
        Assert.Equal("720", figure.QuerySelector(".sk-static > svg.sk-wide")!.GetAttribute("width"));
        IElement narrow = figure.QuerySelector(".sk-static > svg.sk-narrow")!;
        Assert.Equal(("360", "display:none"), (narrow.GetAttribute("width"), narrow.GetAttribute("style")));
        Assert.Equal("Mean of three seeds.", figure.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(
            ["series", "step", "loss (nats per token)", "low", "high"],
            figure.QuerySelectorAll("details table th").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Without_a_caption_there_is_none() => Assert.Null(Parse(Figures.Line).QuerySelector("figcaption"));

    [Fact]
    public void A_large_grid_has_one_layout_that_scales()
    {
        GridFigure large = Figure.Grid(
            8, Enumerable.Range(0, 48).Select(i => Figure.Heatmap(Figures.Weights(30, 30 + i))));
        Assert.Null(Parse(large).QuerySelector("svg.sk-narrow"));
        Assert.True(large.ToHtml().Length < 400_000, $"{large.ToHtml().Length} characters");
    }

    [Fact]
    public void A_long_table_says_how_many_rows_it_leaves_out()
    {
        FigureTable table = Figure.Line().Series("ours", Enumerable.Range(0, 300), Enumerable.Range(0, 300)).ToTable();
        Assert.Equal(300, table.Rows.Count);
        Assert.Contains("240 more rows", table.ToHtml(60));
        Assert.DoesNotContain("more rows", table.ToHtml(300));
    }
}
