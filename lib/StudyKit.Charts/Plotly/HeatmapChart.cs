using System.Text.Json.Nodes;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>A matrix as a trace on a shared colour axis.</summary>
internal sealed class HeatmapChart(HeatmapFigure figure) : FigureChart, IPanelChart
{
    private int Columns => figure.Values.GetLength(1);

    private int Rows => figure.Values.GetLength(0);

    public override (JsonArray Data, JsonObject Layout) Build()
    {
        JsonObject layout = PlotlyLayout.Base(
            figure, Math.Clamp(Math.Min(560d * Rows / Columns, Rows * 64d), 120, 640) + 100);
        (layout["xaxis"], layout["yaxis"]) = Axes("x", titles: true);
        layout["coloraxis"] = PlotlyLayout.ColorAxis(HeatScale.For([figure]), figure.ColorAxis.Title);
        return ([Trace(figure.WritesValues ?? (figure.Values.Length <= 200 && Columns <= 14))], layout);
    }

    public (JsonObject X, JsonObject Y) PanelAxes(string x, PlotScales? scales) => Axes(x, titles: false);

    public IEnumerable<JsonObject> PanelTraces(
        PlotScales? scales, IReadOnlyDictionary<string, SeriesStyle> styles) => [Trace(writeValues: false)];

    /// <summary>Heat has neither lines nor notes.</summary>
    public void Complete(JsonObject layout, string x, string y)
    {
    }

    private JsonObject Trace(bool writeValues)
    {
        string row = Json.Text(figure.YAxis.Name ?? "row"),
            column = Json.Text(figure.XAxis.Name ?? "column"), value = Json.Text(figure.ColorAxis.Name ?? "value");
        JsonObject trace = new()
        {
            ["type"] = "heatmap",
            ["x"] = Json.Texts(ColumnNames()),
            ["y"] = Json.Texts(RowNames()),
            ["z"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(i =>
                (JsonNode)Json.Numbers(Enumerable.Range(0, Columns).Select(j => figure.Values[i, j])))]),
            ["coloraxis"] = "coloraxis",
            ["hoverongaps"] = false,
            ["hovertemplate"] = $"{row}: %{{y}}<br>{column}: %{{x}}<br>{value}: %{{z:.4~g}}<extra></extra>",
        };
        if (writeValues)
        {
            Func<double, string> label = CellText.For(figure.Values);
            trace["text"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(i =>
                (JsonNode)Json.Texts(Enumerable.Range(0, Columns)
                    .Select(j => double.IsFinite(figure.Values[i, j]) ? label(figure.Values[i, j]) : "")))]);
            trace["texttemplate"] = "%{text}";
        }

        return trace;
    }

    private string[] ColumnNames() => Json.Categories(figure.ColumnLabels ?? Numbers(Columns));

    private string[] RowNames() => Json.Categories(figure.RowLabels ?? Numbers(Rows));

    /// <summary>
    /// Names run from left to right and from top to bottom; cells are square where the matrix nearly is.
    /// </summary>
    private (JsonObject X, JsonObject Y) Axes(string xName, bool titles)
    {
        JsonObject x = Axis(titles ? figure.XAxis.Title : null, ColumnNames()),
            y = Axis(titles ? figure.YAxis.Title : null, RowNames());
        y["autorange"] = "reversed";
        double shape = Columns / (double)Rows;
        if (shape is > 0.5 and < 3)
        {
            y["scaleanchor"] = xName;
            x["constrain"] = "domain";
            y["constrain"] = "domain";
        }

        return (x, y);
    }

    private static JsonObject Axis(string? title, string[] names)
    {
        JsonObject axis = new()
        {
            ["type"] = "category",
            ["automargin"] = true,
            ["showgrid"] = false,
            ["zeroline"] = false,
            ["ticks"] = "",
            ["categoryorder"] = "array",
            ["categoryarray"] = Json.Texts(names),
        };
        if (title is not null) axis["title"] = new JsonObject { ["text"] = Json.Text(title), ["standoff"] = 8 };
        return axis;
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(1, count).Select(i => $"{i}");
}
