using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly;

/// <summary>A matrix as a trace on a shared colour axis.</summary>
internal static class HeatmapTrace
{
    public static JsonObject For(HeatmapFigure figure, bool writeValues)
    {
        int columns = figure.Values.GetLength(1);
        string row = Json.Text(figure.YAxis.Name ?? "row"), column = Json.Text(figure.XAxis.Name ?? "column"), value = Json.Text(figure.ColorAxis.Name ?? "value");
        JsonObject trace = new()
        {
            ["type"] = "heatmap",
            ["x"] = Json.Texts(Columns(figure)),
            ["y"] = Json.Texts(Rows(figure)),
            ["z"] = new JsonArray([.. Enumerable.Range(0, figure.Values.GetLength(0)).Select(i =>
                (JsonNode)Json.Numbers(Enumerable.Range(0, columns).Select(j => figure.Values[i, j])))]),
            ["coloraxis"] = "coloraxis",
            ["hoverongaps"] = false,
            ["hovertemplate"] = $"{row}: %{{y}}<br>{column}: %{{x}}<br>{value}: %{{z:.4~g}}<extra></extra>",
        };
        if (writeValues)
        {
            Func<double, string> label = Svg.HeatCells.Labels(figure.Values);
            trace["text"] = new JsonArray([.. Enumerable.Range(0, figure.Values.GetLength(0)).Select(i =>
                (JsonNode)Json.Texts(Enumerable.Range(0, columns).Select(j => double.IsFinite(figure.Values[i, j]) ? label(figure.Values[i, j]) : "")))]);
            trace["texttemplate"] = "%{text}";
        }

        return trace;
    }

    public static string[] Columns(HeatmapFigure figure) => Json.Categories(figure.ColumnLabels ?? Numbers(figure.Values.GetLength(1)));

    public static string[] Rows(HeatmapFigure figure) => Json.Categories(figure.RowLabels ?? Numbers(figure.Values.GetLength(0)));

    /// <summary>Names run from left to right and from top to bottom; cells are square where the matrix nearly is.</summary>
    public static (JsonObject X, JsonObject Y) Axes(HeatmapFigure figure, string xName, bool titles)
    {
        JsonObject x = Axis(titles ? figure.XAxis.Title : null, Columns(figure)), y = Axis(titles ? figure.YAxis.Title : null, Rows(figure));
        y["autorange"] = "reversed";
        double shape = figure.Values.GetLength(1) / (double)figure.Values.GetLength(0);
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
