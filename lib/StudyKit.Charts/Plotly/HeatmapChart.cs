using System.Text.Json.Nodes;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>A matrix as a trace on a shared colour axis.</summary>
internal sealed class HeatmapChart(HeatmapFigure figure) : FigureChart, IPanelChart
{
    /// <summary>What row labels and the key to the colours leave of 720 pixels, and the smallest letters.</summary>
    private const double PlotWidth = 520, SmallestLabel = 9;

    private int Columns => figure.Values.GetLength(1);

    private int Rows => figure.Values.GetLength(0);

    public override (JsonArray Data, JsonObject Layout) Build()
    {
        JsonObject layout = PlotlyLayout.Base(
            figure, Math.Clamp(Math.Min(560d * Rows / Columns, Rows * 64d), 120, 640) + 100);
        (JsonObject x, JsonObject y) = Axes("x", titles: true);
        NameAllOrNone(x, PlotWidth);
        NameAllOrNone(y, layout["height"]!.GetValue<double>() - 100);
        (layout["xaxis"], layout["yaxis"]) = (x, y);
        layout["coloraxis"] = PlotlyLayout.ColorAxis(HeatScale.For([figure]), figure.ColorAxis.Title);
        return ([Trace(figure.WritesValues ?? (figure.Values.Length <= 200 && Columns <= 14))], layout);
    }

    public (JsonObject X, JsonObject Y) PanelAxes(string x, PlotScales? scales) => Axes(x, titles: false);

    public IEnumerable<JsonObject> PanelTraces(
        PlotScales? scales, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        [Trace(figure.WritesValues == true)];

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
            // What squares leave over stands at the right and below, not between title and map.
            x["constraintoward"] = "left";
            y["constraintoward"] = "top";
        }

        return (x, y);
    }

    /// <summary>
    /// Every name, in letters that fit, or none: left to itself plotly drops every second one, and a sentence with gaps
    /// reads like another sentence. Numbers may be thinned.
    /// </summary>
    /// <param name="axis">An axis of names.</param>
    /// <param name="room">Its length in pixels.</param>
    internal static void NameAllOrNone(JsonObject axis, double room)
    {
        if (axis["categoryarray"] is not JsonArray names) return;
        if (names.All(name => int.TryParse((string?)name, out _))) return;
        double cell = room / names.Count;
        if (cell < SmallestLabel)
        {
            // One blank label: without any, plotly puts the title of a squared axis at the wrong end.
            axis["tickmode"] = "array";
            axis["tickvals"] = new JsonArray(0);
            axis["ticktext"] = new JsonArray(" ");
            return;
        }

        axis["tickmode"] = "linear";
        axis["dtick"] = 1;
        axis["tickfont"] = new JsonObject { ["size"] = Math.Floor(Math.Min(12, cell * 0.95)) };
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
        if (title is not null) axis["title"] = PlotlyLayout.Title(title);
        return axis;
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(1, count).Select(i => $"{i}");
}
