using Plotly.NET.CSharp;
using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;
using CSharpChart = Plotly.NET.CSharp.Chart;
using GenericChart = Plotly.NET.GenericChart;
using XPlotChart = XPlot.Plotly.Chart;

namespace StudyKit.Tests.Charts.Plotly;

/// <summary>The real packages: what their charts say, we must be able to read.</summary>
public sealed class OtherLibrariesTests
{
    private static Figure Import(object chart)
    {
        Assert.True(PlotlyImport.TryGetJson(chart, out string json));
        Assert.True(PlotlyImport.TryRead(json, out Figure figure), figure.AlternativeText);
        return figure;
    }

    [Fact]
    public void A_line_of_Plotly_NET_gets_a_static_picture()
    {
        GenericChart chart = CSharpChart.Line<double, double, string>(
            x: [1, 2, 3], y: [2, double.NaN, 4], Name: "ours");
        XyFigure figure = Assert.IsType<XyFigure>(Import(chart));
        Assert.Equal(("ours", 3), (figure.AllSeries[0].Name, figure.AllSeries[0].Y.Length));
        Assert.True(double.IsNaN(figure.AllSeries[0].Y[1]));
    }

    [Fact]
    public void Columns_and_a_heatmap_of_Plotly_NET_get_static_pictures()
    {
        GenericChart bars = CSharpChart.Column<double, string, string>(values: [3, 5], Keys: new(["a", "b"], true));
        Assert.Equal(["a", "b"], Assert.IsType<BarFigure>(Import(bars)).CategoryNames);
        GenericChart heat = CSharpChart.Heatmap<double, string, string, string>(
            zData: [[1.0, 2], [3.0, 4]], X: new(["x", "y"], true), Y: new(["r", "s"], true));
        Assert.Equal(["s", "r"], Assert.IsType<HeatmapFigure>(Import(heat)).RowLabels!);
    }

    [Fact]
    public void Several_charts_of_Plotly_NET_combined_are_several_series()
    {
        GenericChart both = CSharpChart.Combine([
            CSharpChart.Line<int, double, string>(x: [1, 2], y: [1.0, 2], Name: "a"),
            CSharpChart.Point<int, double, string>(x: [1, 2], y: [2.0, 3], Name: "b"),
        ]);
        Assert.Equal(["a", "b"], Assert.IsType<XyFigure>(Import(both)).AllSeries.Select(series => series.Name));
    }

    [Fact]
    public void A_pie_of_Plotly_NET_says_that_it_has_no_static_picture()
    {
        GenericChart pie = CSharpChart.Pie<double, string, string>(values: [1, 2], Labels: new(["a", "b"], true));
        Assert.True(PlotlyImport.TryGetJson(pie, out string json));
        Assert.False(PlotlyImport.TryRead(json, out Figure figure));
        Assert.Equal(2, figure.ToTable().Rows.Count);
    }

    [Fact]
    public void A_chart_of_XPlot_gets_a_static_picture_whatever_stands_in_its_texts()
    {
        XPlot.Plotly.PlotlyChart chart = XPlotChart.Plot(new XPlot.Plotly.Scatter
        {
            x = new[] { 1, 2, 3 },
            y = new[] { 2.5, 3, 4 },
            name = "a; var layout = </script>",
            mode = "lines",
        });
        chart.WithTitle("Loss");
        chart.WithXTitle("step");
        XyFigure figure = Assert.IsType<XyFigure>(Import(chart));
        Assert.Equal(("Loss", "a; var layout = </script>"), (figure.TitleText, figure.AllSeries[0].Name));
        Assert.Contains("over step", figure.AlternativeText);
    }

    [Fact]
    public void A_chart_of_XPlot_without_a_layout_is_read_too()
    {
        XPlot.Plotly.PlotlyChart chart = XPlotChart.Column([Tuple.Create("a", 1.0), Tuple.Create("b", 2.0)]);
        Assert.Equal(["a", "b"], Assert.IsType<BarFigure>(Import(chart)).CategoryNames);
        Assert.True(PlotlyImport.TryGetJsonFromScript(chart.GetInlineHtml(), out string json));
        Assert.StartsWith("{\"data\":[{", json);
    }

    [Fact]
    public void Other_objects_are_no_charts()
    {
        Assert.False(PlotlyImport.TryGetJson("a text", out string json));
        Assert.Empty(json);
        Assert.False(PlotlyImport.TryGetJsonFromScript("var data = [1, 2", out _));
    }

    [Theory]
    [InlineData("line")]
    [InlineData("bar")]
    [InlineData("heatmap")]
    [InlineData("grid of lines")]
    public void A_figure_goes_on_as_a_chart_of_Plotly_NET(string name)
    {
        Figure figure = Figures.All[name];
        GenericChart chart = figure.ToPlotlyChart();
        Assert.True(PlotlyImport.TryGetJson(chart, out string json));
        Assert.True(PlotlyImport.TryRead(json, out Figure back), back.AlternativeText);
        Assert.Equal(figure.TitleText, back.TitleText);
        Assert.True(PlotlyImport.TryRead(figure.ToPlotlyJson(), out Figure direct));
        Assert.Equal(direct.ToTable().ToCsv(), back.ToTable().ToCsv());
    }

    [Fact]
    public void Plotly_NETs_own_functions_work_on_the_chart()
    {
        GenericChart chart = Figures.Line.ToPlotlyChart().WithSize(Width: 500, Height: 300);
        Assert.Contains("\"width\":500", GenericChart.toFigureJson(chart));
    }
}
