using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>Turns traces and a layout into a figure: one panel for each pair of axes.</summary>
internal static class ImportedChart
{
    public static bool TryRead(JsonArray data, JsonObject layout, out Figure figure)
    {
        string? title = Values.Title(layout["title"]);
        JsonObject[] traces = [.. data.OfType<JsonObject>().Where(IsShown)];
        if (traces.Length == 0)
        {
            figure = Figure.Message(title ?? "A chart without data", "The chart has no visible trace.");
            return false;
        }

        try
        {
            Figure[] panels = [.. traces.GroupBy(trace => (X: Axis(trace, "xaxis", "x"), Y: Axis(trace, "yaxis", "y")))
                .Select(group => Panel([.. group], ImportedAxes.Of(layout, group.Key.X, group.Key.Y)))];
            figure = panels is [Figure only]
                ? only
                : Figure.Grid(Math.Min(panels.Length, panels.Length > 4 ? 3 : 2), panels).OwnScales();
            if (title is not null) figure = figure.WithTitle(title);
            figure.EnsureDrawable();
            return true;
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException or InvalidOperationException
            or FormatException)
        {
            // The static picture is the second best: whatever is in the way, the reader still gets the data and the
            // reason.
            figure = Figure.Message(
                title ?? "A chart without a static picture",
                $"This chart has no static picture: {error.Message}",
                ImportedTable.For(traces));
            return false;
        }
    }

    private static Figure Panel(JsonObject[] traces, ImportedAxes axes)
    {
        string[] types = [.. traces.Select(trace => Values.String(trace["type"]) ?? "scatter")
            .Select(type => type == "scattergl" ? "scatter" : type).Distinct()];
        if (types.Length > 1)
        {
            throw new NotSupportedException($"traces of the types {string.Join(" and ", types)} on the same axes are " +
                "not drawn.");
        }

        return types[0] switch
        {
            "scatter" => ImportedPoints.Read(traces, axes),
            "bar" => ImportedBars.Read(traces, axes),
            "box" => ImportedBars.ReadBoxes(traces, axes),
            "histogram" => ImportedBars.ReadSamples(traces, axes),
            "heatmap" => ImportedHeatmap.Read(traces, axes),
            _ => throw new NotSupportedException($"traces of the type \"{types[0]}\" are not drawn."),
        };
    }

    /// <summary>The name of a trace; Plotly counts those without one.</summary>
    public static string NameOf(JsonObject trace, int index) =>
        Values.String(trace["name"]) is { Length: > 0 } name ? Values.Clean(name) : $"trace {index}";

    private static bool IsShown(JsonObject trace) =>
        trace["visible"] is null || (trace["visible"]!.ToJsonString() is "true" or "\"true\"");

    private static string Axis(JsonObject trace, string key, string fallback) =>
        Values.String(trace[key]) is { Length: > 0 } name
            && name.StartsWith(fallback, StringComparison.Ordinal) ? name : fallback;
}
