using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>Reads scatter traces: lines and points over numbers, dots over names.</summary>
internal static class ImportedPoints
{
    public static Figure Read(JsonObject[] traces, ImportedAxes axes)
    {
        JsonObject[] drawn = [.. traces.Where(trace => !IsBand(trace))];
        if (drawn.Length == 0) throw new NotSupportedException("it consists of filled areas only.");
        bool names = drawn.Any(trace => Values.List(trace["x"]) is { Length: > 0 } x && !Values.AreNumbers(x));
        return names ? OverNames(drawn, axes) : OverNumbers(drawn, axes);
    }

    private static XyFigure OverNumbers(JsonObject[] traces, ImportedAxes axes)
    {
        bool lines = traces.Any(IsLine);
        XyFigure figure = axes.On(lines ? Figure.Line() : Figure.Scatter());
        for (int i = 0; i < traces.Length; i++)
        {
            double[] y = Values.Numbers(Values.List(traces[i]["y"])
                ?? throw new NotSupportedException("a trace has no y values."));
            double[] x = Values.List(traces[i]["x"]) is { } given
                ? Values.Numbers(given)
                : [.. Enumerable.Range(0, y.Length).Select(at => (double)at)];
            (x, y) = Known(x, y);
            string name = ImportedChart.NameOf(traces[i], i);
            figure = IsLine(traces[i]) ? figure.Series(name, x, y) : figure.Points(name, x, y, Errors(traces[i], y));
        }

        return figure;
    }

    private static BarFigure OverNames(JsonObject[] traces, ImportedAxes axes) =>
        ImportedBars.OverNames(axes.On(Figure.Bar().Dots(), numericX: false), traces, "x", "y");

    /// <summary>Points without an x have no place; a missing y is a gap.</summary>
    private static (double[] X, double[] Y) Known(double[] x, double[] y)
    {
        int[] kept = [.. Enumerable.Range(0, Math.Min(x.Length, y.Length)).Where(i => double.IsFinite(x[i]))];
        return ([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])]);
    }

    private static bool IsLine(JsonObject trace)
    {
        string? mode = Values.String(trace["mode"]);

        // Plotly's own default: lines, and points too below twenty.
        return mode is null || mode.Contains("lines", StringComparison.Ordinal);
    }

    /// <summary>The edge or the filling of a band: without a line of its own it says nothing alone.</summary>
    private static bool IsBand(JsonObject trace) =>
        Values.String(trace["hoverinfo"]) == "skip"
            || (trace["line"] is JsonObject line && Values.Number(line["width"]) == 0);

    private static (IEnumerable<double>, IEnumerable<double>)? Errors(JsonObject trace, double[] y)
    {
        if (trace["error_y"] is not JsonObject errors || Values.List(errors["array"]) is not { } up
            || up.Length != y.Length)
        {
            return null;
        }

        double[] above = Values.Numbers(up);
        double[] below = Values.List(errors["arrayminus"]) is { } down
            && down.Length == y.Length ? Values.Numbers(down) : above;
        return (y.Zip(below, (value, error) => value - error), y.Zip(above, (value, error) => value + error));
    }
}
