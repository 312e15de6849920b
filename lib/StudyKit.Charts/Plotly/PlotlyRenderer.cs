using System.Text.Json.Nodes;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg;

namespace StudyKit.Charts.Plotly;

/// <summary>
/// Writes a figure as Plotly's JSON, with nothing but System.Text.Json: no chart library is loaded on the way,
/// so it works in hosts that carry another F# library than Plotly.NET wants.
/// </summary>
internal static class PlotlyRenderer
{
    public static string Render(Figure figure) => Build(figure).ToJsonString(Json.Options);

    public static JsonObject Build(Figure figure)
    {
        figure.EnsureDrawable();
        (JsonArray data, JsonObject layout) = figure switch
        {
            HeatmapFigure heatmap => Heatmap(heatmap),
            GridFigure grid => PlotlyGrid.Build(grid),
            MessageFigure message => ([], Message(message)),
            _ => Axes(figure),
        };
        return new JsonObject { ["data"] = data, ["layout"] = layout, ["config"] = new JsonObject { ["responsive"] = true, ["displaylogo"] = false, ["modeBarButtonsToRemove"] = Json.Texts(["select2d", "lasso2d", "autoScale2d"]) } };
    }

    /// <summary>The traces of a figure with axes, without knowing which axes they will lie on.</summary>
    public static IEnumerable<JsonObject> Traces(Figure figure, PlotScales scales, IReadOnlyList<SeriesStyle> styles) => figure switch
    {
        XyFigure xy => XyTraces.For(xy, scales, styles),
        BarFigure bar => BarTraces.For(bar, styles),
        HistogramFigure histogram => BarTraces.For(histogram, styles),
        _ => [],
    };

    /// <summary>The x and the y axis of a figure, with their titles.</summary>
    public static (JsonObject X, JsonObject Y) AxesOf(Figure figure, PlotScales scales)
    {
        IAxes axes = (IAxes)figure;
        bool swapped = figure is BarFigure { IsHorizontal: true };
        (string? x, string? y) = swapped ? (axes.Y.Title, axes.X.Title) : (axes.X.Title, AxesSvg.ValueTitle(figure, axes));
        JsonObject across = PlotlyLayout.Axis(scales.X, x, grid: swapped || figure is XyFigure { Kind: MarkKind.Points } || scales.X is LogScale);
        JsonObject up = PlotlyLayout.Axis(scales.Y, y, grid: !swapped);
        if (swapped) up["range"] = Json.Numbers([scales.Y.To, scales.Y.From]);
        return (across, up);
    }

    /// <summary>What bars of several series do where they meet.</summary>
    public static void BarMode(JsonObject layout, Figure figure)
    {
        if (figure is not (BarFigure or HistogramFigure)) return;
        layout["barmode"] = figure is HistogramFigure ? "overlay" : "group";
        layout["bargap"] = figure is HistogramFigure ? 0.02 : 0.26;
    }

    private static (JsonArray Data, JsonObject Layout) Axes(Figure figure)
    {
        INamed[] series = [.. AxesSvg.SeriesOf(figure)];
        PlotScales scales = PlotScales.For(figure);
        JsonObject layout = PlotlyLayout.Base(figure, figure is BarFigure { IsHorizontal: true } bar ? 110 + (bar.CategoryNames.Length * Math.Max(30, 20 * series.Length)) : null);
        (layout["xaxis"], layout["yaxis"]) = AxesOf(figure, scales);
        layout["hovermode"] = figure is XyFigure { Kind: MarkKind.Line } ? "x unified" : "closest";
        if (series.Length > 1) PlotlyLayout.Legend(layout);
        BarMode(layout, figure);
        Marks.Add(layout, (IAxes)figure, "x", "y", figure is BarFigure { IsHorizontal: true });
        return ([.. Traces(figure, scales, Styles.For(series))], layout);
    }

    private static (JsonArray Data, JsonObject Layout) Heatmap(HeatmapFigure figure)
    {
        int rows = figure.Values.GetLength(0), columns = figure.Values.GetLength(1);
        JsonObject layout = PlotlyLayout.Base(figure, Math.Clamp(Math.Min(560d * rows / columns, rows * 64d), 120, 640) + 100);
        (layout["xaxis"], layout["yaxis"]) = HeatmapTrace.Axes(figure, "x", titles: true);
        layout["coloraxis"] = PlotlyLayout.ColorAxis(HeatScale.For([figure]), figure.ColorAxis.Title);
        return ([HeatmapTrace.For(figure, figure.WritesValues ?? (figure.Values.Length <= 200 && columns <= 14))], layout);
    }

    private static JsonObject Message(MessageFigure figure)
    {
        JsonObject layout = PlotlyLayout.Base(figure, 160);
        layout["xaxis"] = new JsonObject { ["visible"] = false };
        layout["yaxis"] = new JsonObject { ["visible"] = false };
        Marks.List(layout, "annotations").Add(new JsonObject
        {
            ["text"] = string.Join("<br>", TextWidth.Wrap(figure.Text, 12, 600).Select(Json.Text)),
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = 0,
            ["y"] = 1,
            ["xanchor"] = "left",
            ["yanchor"] = "top",
            ["align"] = "left",
            ["showarrow"] = false,
        });
        return layout;
    }
}
