using System.Text.Json.Nodes;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>Lines with bands and points with error bars as traces.</summary>
internal sealed class XyTraces(XyFigure figure) : FigureTraces
{
    /// <summary>As wide as a screen: a series is thinned to what such a picture could show.</summary>
    private static readonly Rect Screen = new(0, 0, 1500, 900);

    public override string HoverMode => figure.Kind == MarkKind.Line ? "x unified" : base.HoverMode;

    public override IEnumerable<JsonObject> For(PlotScales scales, IReadOnlyList<SeriesStyle> styles)
    {
        Frame frame = new(Screen, scales.X, scales.Y);
        for (int i = 0; i < figure.AllSeries.Length; i++)
        {
            XySeries series = figure.AllSeries[i];
            int[] kept = series.Kind == MarkKind.Line
                ? Thinning.Kept(frame, series.X, series.Y)
                : [.. Enumerable.Range(0, series.X.Length)];
            if (series.Low is not null && series.Kind == MarkKind.Line && series.X.Length > 1)
            {
                yield return Band(series, styles[i], kept);
            }

            yield return series.Kind == MarkKind.Line
                ? Line(series, styles[i], kept, ((IAxes)figure).CutsData)
                : Points(series, styles[i]);
        }
    }

    private static JsonObject Line(XySeries series, SeriesStyle style, int[] kept, bool cut)
    {
        JsonObject trace = Common(series, style, kept);
        trace["mode"] = series.ShowsEachPoint ? "lines+markers" : "lines";
        trace["line"] =
            new JsonObject { ["color"] = Json.Color(style), ["width"] = 2, ["dash"] = Json.Dash(style.Dash) };
        trace["connectgaps"] = false;
        trace["cliponaxis"] = cut;
        if (series.Low is { } low && series.High is { } high)
        {
            trace["customdata"] = new JsonArray([.. kept.Select(i => (JsonNode)Json.Numbers([low[i], high[i]]))]);
            trace["hovertemplate"] = "%{y:.4~g} (%{customdata[0]:.4~g} to %{customdata[1]:.4~g})<extra>" +
                Json.Text(series.Name) + "</extra>";
        }

        return trace;
    }

    private static JsonObject Points(XySeries series, SeriesStyle style)
    {
        JsonObject trace = Common(series, style, [.. Enumerable.Range(0, series.X.Length)]);
        trace["mode"] = "markers";
        trace["hovertemplate"] = "(%{x:.4~g}, %{y:.4~g})<extra>" + Json.Text(series.Name) + "</extra>";
        if (series.Low is { } low && series.High is { } high) trace["error_y"] = Errors(series.Y, low, high, style);
        return trace;
    }

    /// <summary>A closed outline for each run between gaps: filling to the next trace would fill gaps too.</summary>
    private static JsonObject Band(XySeries series, SeriesStyle style, int[] kept)
    {
        List<double> xs = [], ys = [];
        foreach (int[] run in Runs(kept, i => double.IsFinite(series.Low![i]) && double.IsFinite(series.High![i])))
        {
            xs.AddRange([.. run.Select(i => series.X[i]), .. run.Reverse().Select(i => series.X[i]), double.NaN]);
            ys.AddRange([.. run.Select(i => series.High![i]), .. run.Reverse()
                .Select(i => series.Low![i]), double.NaN]);
        }

        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = Json.Text(series.Name),
            ["x"] = Json.Numbers(xs),
            ["y"] = Json.Numbers(ys),
            ["fill"] = "toself",
            ["fillcolor"] = Json.Pale(style, "0.2"),
            ["line"] = new JsonObject { ["width"] = 0 },
            ["hoverinfo"] = "skip",
            ["showlegend"] = false,
            ["legendgroup"] = Json.Text(series.Name),
        };
    }

    /// <summary>Error bars as distances from the values.</summary>
    public static JsonObject Errors(double[] values, double[] low, double[] high, SeriesStyle style) => new()
    {
        ["type"] = "data",
        ["symmetric"] = false,
        ["array"] = Json.Numbers(high.Zip(values, (end, value) => end - value)),
        ["arrayminus"] = Json.Numbers(low.Zip(values, (end, value) => value - end)),
        ["color"] = Json.Color(style),
        ["thickness"] = 1.3,
        ["width"] = 4,
    };

    private static JsonObject Common(XySeries series, SeriesStyle style, int[] kept) => new()
    {
        ["type"] = "scatter",
        ["name"] = Json.Text(series.Name),
        ["x"] = Json.Numbers(kept.Select(i => series.X[i])),
        ["y"] = Json.Numbers(kept.Select(i => series.Y[i])),
        ["marker"] = new JsonObject
        {
            ["symbol"] = Json.Symbol(style.Marker),
            ["color"] = Json.Color(style),
            ["size"] = series.X.Length > 400 ? 4 : 7,
        },
        ["hovertemplate"] = "%{y:.4~g}<extra>" + Json.Text(series.Name) + "</extra>",
        ["legendgroup"] = Json.Text(series.Name),
    };

    private static IEnumerable<int[]> Runs(int[] indices, Func<int, bool> present)
    {
        List<int> run = [];
        foreach (int i in indices)
        {
            if (present(i))
            {
                run.Add(i);
                continue;
            }

            if (run.Count > 0) yield return [.. run];
            run.Clear();
        }

        if (run.Count > 0) yield return [.. run];
    }
}
