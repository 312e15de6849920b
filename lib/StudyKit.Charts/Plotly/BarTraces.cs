using System.Text.Json.Nodes;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>Bars, dots and histograms as traces.</summary>
internal static class BarTraces
{
    /// <summary>How far the dots of one category stand apart, in widths of a category.</summary>
    private const double BetweenDots = 0.14;

    public static IEnumerable<JsonObject> For(BarFigure figure, IReadOnlyList<SeriesStyle> styles)
    {
        string[] names = [.. figure.CategoryNames.Select(Json.Text)];
        for (int i = 0; i < figure.AllSeries.Length; i++)
        {
            BarSeries series = figure.AllSeries[i];
            double aside = figure.DrawsDots ? (i - ((figure.AllSeries.Length - 1) / 2d)) * BetweenDots : 0;
            string value = figure.IsHorizontal ? "x" : "y";
            JsonObject trace = new()
            {
                ["type"] = figure.DrawsDots ? "scatter" : "bar",
                ["name"] = Json.Text(series.Name),
                [figure.IsHorizontal ? "y" : "x"] = Json.Numbers(names.Select((_, at) => at + aside)),
                [value] = Json.Numbers(series.Values),
                ["text"] = Json.Texts(names),
                ["hovertemplate"] = "%{text}: %{" + value + ":.4~g}<extra>" + Json.Text(series.Name) + "</extra>",
                ["legendgroup"] = Json.Text(series.Name),
                ["marker"] = figure.DrawsDots ? Dot(styles[i]) : Fill(styles[i]),
            };
            if (figure.DrawsDots) trace["mode"] = "markers";
            else
            {
                trace["orientation"] = figure.IsHorizontal ? "h" : "v";
                trace["textposition"] = "none";
            }


            if (series.Low is { } low && series.High is { } high)
            {
                JsonObject errors = XyTraces.Errors(series.Values, low, high, styles[i]);
                if (!figure.DrawsDots) errors["color"] = PlotlyLayout.Grey;
                trace[$"error_{value}"] = errors;
            }

            yield return trace;
        }
    }

    public static IEnumerable<JsonObject> For(HistogramFigure figure, IReadOnlyList<SeriesStyle> styles)
    {
        Bins bins = Bins.For(figure);
        double[] edges = [.. Enumerable.Range(0, bins.Count + 1).Select(bins.Edge)];
        bool several = figure.Samples.Length > 1;
        for (int i = 0; i < figure.Samples.Length; i++)
        {
            yield return new JsonObject
            {
                ["type"] = "bar",
                ["name"] = Json.Text(figure.Samples[i].Name),
                ["x"] = Json.Numbers(edges.Zip(edges.Skip(1), (from, to) => (from + to) / 2)),
                ["y"] = Json.Numbers(bins.Heights(figure.Samples[i], figure.IsShare)),
                ["width"] = Json.Number(edges[1] - edges[0]),
                ["customdata"] = new JsonArray([.. edges.Zip(edges.Skip(1), (from, to) => (JsonNode)Json.Numbers([from, to]))]),
                ["hovertemplate"] = "%{customdata[0]:.4~g} to %{customdata[1]:.4~g}: %{y:.4~g}" + (figure.IsShare ? "%" : "") + "<extra>" + Json.Text(figure.Samples[i].Name) + "</extra>",
                ["legendgroup"] = Json.Text(figure.Samples[i].Name),
                ["marker"] = new JsonObject
                {
                    ["color"] = several ? Json.Pale(styles[i], "0.35") : Json.Color(styles[i]),
                    ["line"] = new JsonObject { ["color"] = Json.Color(styles[i]), ["width"] = several ? 1 : 0 },
                },
            };
        }
    }

    private static JsonObject Dot(SeriesStyle style) => new() { ["symbol"] = Json.Symbol(style.Marker), ["color"] = Json.Color(style), ["size"] = 9 };

    /// <summary>As in the static picture: full, pale, hatched, hollow.</summary>
    private static JsonObject Fill(SeriesStyle style)
    {
        JsonObject marker = new()
        {
            ["color"] = style.Dash switch { Dash.Solid => Json.Color(style), Dash.Dashed => Json.Pale(style, "0.38"), _ => Json.Pale(style, "0.1") },
            ["line"] = new JsonObject { ["color"] = Json.Color(style), ["width"] = style.Dash == Dash.Solid ? 0 : 1.2 },
        };
        if (style.Dash == Dash.DashDot) marker["pattern"] = new JsonObject { ["shape"] = "/", ["fgcolor"] = Json.Color(style), ["size"] = 5 };
        return marker;
    }
}
