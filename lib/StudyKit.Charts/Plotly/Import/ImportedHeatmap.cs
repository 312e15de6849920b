using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>Reads a heatmap trace.</summary>
internal static class ImportedHeatmap
{
    private static readonly string[] DivergingScales =
    [
        "RdBu", "Picnic", "Portland", "RdYlBu", "PiYG", "BrBG", "PRGn", "Spectral",
    ];

    public static HeatmapFigure Read(JsonObject[] traces, ImportedAxes axes)
    {
        if (traces.Length > 1) throw new NotSupportedException("several heatmaps on the same axes are not drawn.");
        JsonObject trace = traces[0];
        double[][] z = [.. (trace["z"] as JsonArray ?? throw new NotSupportedException("the heatmap has no z values."))
            .Select(row => Values.Numbers(Values.List(row) ?? []))];
        int columns = z.Select(row => row.Length).DefaultIfEmpty(0).Max();
        double[,] values = new double[z.Length, columns];
        for (int row = 0; row < z.Length; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                values[row, column] = column < z[row].Length ? z[row][column] : double.NaN;
            }
        }

        string[]? rows = Labels(trace["y"], z.Length), names = Labels(trace["x"], columns);

        // Plotly's first row is at the bottom, unless the axis is reversed; here it is at the top.
        if (!IsReversed(axes.Y))
        {
            rows ??= [.. Enumerable.Range(0, z.Length).Select(i => $"{i}")];
            (values, rows) = Upside(values, rows);
        }

        HeatmapFigure figure = Figure.Heatmap(values, rows, names);
        if (Values.Title(axes.X["title"]) is { } x) figure = figure.X(x);
        if (Values.Title(axes.Y["title"]) is { } y) figure = figure.Y(y);
        if (Values.Title((trace["colorbar"] as JsonObject)?["title"]) is { } name) figure = figure.Scale(name);
        return IsDiverging(trace) ? figure.Diverging() : figure;
    }

    private static string[]? Labels(JsonNode? node, int expected) =>
        Values.List(node) is { } labels && labels.Length == expected ? Values.Names(labels) : null;

    private static bool IsReversed(JsonObject axis) => Values.String(axis["autorange"]) == "reversed"
        || (axis["range"] is JsonArray { Count: 2 } range && Values.Number(range[0]) > Values.Number(range[1]));

    private static (double[,] Values, string[] Rows) Upside(double[,] values, string[] rows)
    {
        int count = values.GetLength(0);
        double[,] turned = new double[count, values.GetLength(1)];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
            {
                turned[row, column] = values[count - 1 - row, column];
            }
        }

        return (turned, [.. Enumerable.Reverse(rows)]);
    }

    private static bool IsDiverging(JsonObject trace) =>
        Values.Number(trace["zmid"]) == 0 || DivergingScales.Contains(Values.String(trace["colorscale"]));
}
