using System.Text.Json.Nodes;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>Bars and dots as traces.</summary>
internal sealed class BarTraces(BarFigure figure) : FigureTraces
{
    /// <summary>How far the dots of one category stand apart, in widths of a category.</summary>
    private const double BetweenDots = 0.14;

    /// <summary>The letters of values, and the width that a figure has for its bars on a page.</summary>
    private const double ValueSize = 11, PlotWidth = 640;

    public override double? Height => figure.IsHorizontal
        ? 110 + (figure.CategoryNames.Length * Math.Max(30, 20 * figure.AllSeries.Length))
        : base.Height;

    public override (string Mode, double Gap)? Bars => ("group", 1 - BarFigure.Filled);

    public override IEnumerable<JsonObject> For(PlotScales scales, IReadOnlyList<SeriesStyle> styles)
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
                ["customdata"] = Json.Texts(names),
                ["hovertemplate"] = "%{customdata}: %{" + value + ":.4~g}<extra>" + Json.Text(series.Name) + "</extra>",
                ["legendgroup"] = Json.Text(series.Name),
                ["marker"] = figure.DrawsDots ? Dot(styles[i]) : Fill(styles[i]),
            };
            if (figure.DrawsDots) trace["mode"] = "markers";
            else
            {
                trace["orientation"] = figure.IsHorizontal ? "h" : "v";
                Values(trace, i);
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

    /// <summary>As in the static picture: a number at each bar's end, where all of them have room.</summary>
    private void Values(JsonObject trace, int series)
    {
        if (!ValuesFit)
        {
            trace["textposition"] = "none";
            return;
        }

        trace["text"] = Json.Texts(figure.ValueLabels[series]);
        trace["textposition"] = "outside";
        trace["textangle"] = 0;
        trace["cliponaxis"] = false;
        trace["textfont"] = new JsonObject { ["size"] = ValueSize };
    }

    private bool ValuesFit => !figure.DrawsDots && figure.AllSeries.All(series => series.Low is null)
        && (figure.IsHorizontal || figure.ValueLabels.SelectMany(labels => labels)
            .All(label => TextWidth.Of(label, ValueSize) <= PlotWidth * BarFigure.Filled
                / figure.CategoryNames.Length / figure.AllSeries.Length));

    private static JsonObject Dot(SeriesStyle style) =>
        new() { ["symbol"] = Json.Symbol(style.Marker), ["color"] = Json.Color(style), ["size"] = 9 };

    /// <summary>As in the static picture: full, pale, hatched, hollow.</summary>
    private static JsonObject Fill(SeriesStyle style)
    {
        JsonObject marker = new()
        {
            ["color"] = style.Dash switch
            {
                Dash.Solid => Json.Color(style),
                Dash.Dashed => Json.Pale(style, "0.38"),
                _ => Json.Pale(style, "0.1"),
            },
            ["line"] = new JsonObject { ["color"] = Json.Color(style), ["width"] = style.Dash == Dash.Solid ? 0 : 1.2 },
        };
        if (style.Dash == Dash.DashDot)
        {
            marker["pattern"] = new JsonObject { ["shape"] = "/", ["fgcolor"] = Json.Color(style), ["size"] = 5 };
        }

        return marker;
    }
}
