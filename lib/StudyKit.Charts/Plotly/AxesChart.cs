using System.Text.Json.Nodes;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>A figure with axes as one chart.</summary>
internal sealed class AxesChart(Figure figure, IScaledAxes axes, FigureTraces traces) : FigureChart, IPanelChart
{
    public override (JsonArray Data, JsonObject Layout) Build()
    {
        PlotScales scales = PlotScales.For(axes);
        JsonObject layout = PlotlyLayout.Base(figure, traces.Height);
        (layout["xaxis"], layout["yaxis"]) = PanelAxes("x", scales);
        layout["hovermode"] = traces.HoverMode;
        SeriesStyle[] styles = Styles.For(axes.Named);
        EndAnnotations ends = new(axes, scales, styles);
        bool atEnds = ends.AreWanted;
        if (axes.Named.Count > 1) PlotlyLayout.Legend(layout, isShown: !atEnds);
        Complete(layout, "x", "y");
        if (atEnds) ends.Add(layout);
        return ([.. traces.For(scales, styles)], layout);
    }

    public (JsonObject X, JsonObject Y) PanelAxes(string x, PlotScales? scales)
    {
        (Scale across, Scale up) = scales!;
        (string? below, string? left) = axes.ValuesRunAcross
            ? (axes.ValueTitle, axes.X.Title)
            : (axes.X.Title, axes.ValueTitle);
        JsonObject xAxis = PlotlyLayout.Axis(across, below, grid: axes.WantsVerticalGrid);
        JsonObject yAxis = PlotlyLayout.Axis(up, left, grid: !axes.ValuesRunAcross);
        if (axes.ValuesRunAcross) yAxis["range"] = Json.Numbers([up.To, up.From]);
        return (xAxis, yAxis);
    }

    public IEnumerable<JsonObject> PanelTraces(PlotScales? scales, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        traces.For(scales!, [.. axes.Named.Select(series => styles[series.Name])]);

    public void Complete(JsonObject layout, string x, string y)
    {
        if (traces.Bars is (string mode, double gap))
        {
            layout["barmode"] = mode;
            layout["bargap"] = gap;
            // On a narrow page a number that does not fit is left out, and not made too small to read.
            layout["uniformtext"] = new JsonObject { ["mode"] = "hide", ["minsize"] = PlotlyLayout.SmallestText };
        }

        Marks.Add(layout, axes, x, y, axes.ValuesRunAcross);
    }
}
