using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Plotly;

public sealed class ImportTests
{
    private static T Read<T>(string json)
        where T : Figure
    {
        Assert.True(PlotlyImport.TryRead(json, out Figure figure), figure.AlternativeText);
        Assert.Contains("<svg", figure.ToHtml());
        return Assert.IsType<T>(figure);
    }

    [Fact]
    public void Lines_and_points_keep_names_titles_gaps_and_error_bars()
    {
        XyFigure figure = Read<XyFigure>("""
            {"data":[{"type":"scatter","mode":"lines","name":"<b>ours</b> &amp; theirs","x":[1,2,3],"y":[2,"NaN",4]},
                     {"type":"scattergl","mode":"markers","x":[1,2],"y":[3,5],"error_y":{"array":[1,2],"arrayminus":[0.5,1]}}],
             "layout":{"title":{"text":"Loss"},"xaxis":{"title":"step"},"yaxis":{"title":{"text":"nats"},"type":"log"}}}
            """);
        Assert.Equal(
            ("Loss", "ours & theirs", "trace 1"),
            (figure.TitleText, figure.AllSeries[0].Name, figure.AllSeries[1].Name));
        Assert.True(double.IsNaN(figure.AllSeries[0].Y[1]));
        Assert.Equal([2.5, 4.0], figure.AllSeries[1].Low!);
        Assert.Equal([4.0, 7.0], figure.AllSeries[1].High!);
        Assert.StartsWith("Line chart of nats over step: Loss.", figure.AlternativeText);
    }

    [Fact]
    public void Without_x_the_values_are_counted_from_zero() =>
        Assert.Equal([0.0, 1, 2], Read<XyFigure>("""{"data":[{"y":[5,6,7]}]}""").AllSeries[0].X);

    [Fact]
    public void Bars_are_joined_by_name()
    {
        BarFigure figure = Read<BarFigure>(
            """{"data":[{"type":"bar","name":"a","x":["p","q"],"y":[1,2]},{"type":"bar","name":"b","x":["q","r"],"y":[3,4]}]}""");
        Assert.Equal(["p", "q", "r"], figure.CategoryNames);
        Assert.Equal([double.NaN, 3, 4], figure.AllSeries[1].Values);
    }

    [Fact]
    public void Lying_bars_stay_lying() =>
        Assert.True(
            Read<BarFigure>("""{"data":[{"type":"bar","orientation":"h","y":["p","q"],"x":[1,2]}]}""").IsHorizontal);

    [Fact]
    public void The_first_row_of_a_heatmap_is_at_the_bottom_unless_the_axis_is_reversed()
    {
        HeatmapFigure usual = Read<HeatmapFigure>(
            """{"data":[{"type":"heatmap","z":[[1,2],[3,null]],"x":["a","b"],"y":["r","s"],"colorscale":"RdBu"}]}""");
        Assert.Equal(["s", "r"], usual.RowLabels!);
        Assert.Equal(3, usual.Values[0, 0]);
        Assert.True(usual.IsDiverging);
        Assert.Equal(
            1,
            Read<HeatmapFigure>(
                """{"data":[{"type":"heatmap","z":[[1,2],[3,4]]}],"layout":{"yaxis":{"autorange":"reversed"}}}""").Values[0, 0]);
    }

    [Fact]
    public void Histograms_count_raw_values() =>
        Assert.Equal(
            [1, 2, 2, 3],
            Read<HistogramFigure>("""{"data":[{"type":"histogram","x":[1,2,2,3],"nbinsx":3}]}""").Samples[0].Values);

    // Quartiles of 1 … 4 by linear interpolation at n·p − ½: 1.5, 2.5, 3.5.
    [Fact]
    public void Boxes_become_medians_with_quartiles()
    {
        BarFigure figure = Read<BarFigure>("""{"data":[{"type":"box","name":"a","y":[4,1,3,2]}]}""");
        Assert.Equal(
            (2.5, 1.5, 3.5),
            (figure.AllSeries[0].Values[0], figure.AllSeries[0].Low![0], figure.AllSeries[0].High![0]));
        Assert.Contains("quartile", figure.CaptionText);
    }

    [Fact]
    public void Packed_numbers_are_unpacked()
    {
        string packed = Convert.ToBase64String(
            [.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(2.5)]);
        XyFigure figure = Read<XyFigure>($$"""{"data":[{"y":{"dtype":"f8","bdata":"{{packed}}"} }]}""");
        Assert.Equal([1.5, double.NaN, 2.5], figure.AllSeries[0].Y);
    }

    [Fact]
    public void Panels_become_a_grid() =>
        Assert.Equal(
            2,
            Read<GridFigure>(
                """{"data":[{"y":[1,2]},{"y":[3,4],"xaxis":"x2","yaxis":"y2"}],"layout":{"xaxis2":{"title":"right"}}}""").Panels.Length);

    [Fact]
    public void What_cannot_be_drawn_says_so_and_shows_its_data()
    {
        Assert.False(PlotlyImport.TryRead(
            """{"data":[{"type":"pie","labels":["a","b"],"values":[1,2]}],"layout":{"title":"Parts"}}""",
            out Figure figure));
        Assert.Equal("Parts", figure.TitleText);
        Assert.Contains("traces of the type \"pie\" are not drawn", figure.AlternativeText);
        Assert.Equal(["trace", "labels", "values"], figure.ToTable().Columns);
        Assert.Equal(["trace 0", "b", 2.0], figure.ToTable().Rows[1]);
        Assert.Contains("<svg", figure.ToHtml());
    }

    [Theory]
    [InlineData("not json", "not valid")]
    [InlineData("[1]", "no")]
    [InlineData("""{"data":[]}""", "no visible trace")]
    [InlineData("""{"data":[{"type":"scatter","x":[1],"y":["NaN"]}]}""", "nothing to draw")]
    [InlineData("""{"data":[{"type":"scatter"}]}""", "no y values")]
    [InlineData("""{"data":[{"type":"scatter","y":[1,-1]}],"layout":{"yaxis":{"type":"log"}}}""", "above zero")]
    [InlineData("""{"data":[{"type":"heatmap","z":5}]}""", "no z values")]
    [InlineData("""{"data":[{"y":[1]},{"type":"bar","y":[1]}]}""", "scatter and bar")]
    public void Bad_charts_become_a_message(string json, string reason)
    {
        Assert.False(PlotlyImport.TryRead(json, out Figure figure));
        Assert.Contains(reason, figure.AlternativeText);
        Assert.Contains("<svg", figure.ToHtml());
    }

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Our_own_charts_can_be_read_back(string name)
    {
        Assert.True(PlotlyImport.TryRead(Figures.All[name].ToPlotlyJson(), out Figure figure), figure.AlternativeText);
        Assert.Equal(Figures.All[name].TitleText, figure.TitleText);
    }

    public static TheoryData<string> Drawn =>
    [
        "line", "scatter", "bar", "lying bar", "heatmap", "diverging heatmap", "grid of heatmaps", "grid of lines",
        "single point", "constant", "fifty by fifty",
    ];
}
