using System.Text.Json.Nodes;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>Samples as bars over their common bins.</summary>
internal sealed class HistogramTraces(HistogramFigure figure) : FigureTraces
{
    public override (string Mode, double Gap)? Bars => ("overlay", 0.02);

    public override IEnumerable<JsonObject> For(PlotScales scales, IReadOnlyList<SeriesStyle> styles)
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
                ["customdata"] =
                    new JsonArray([.. edges.Zip(edges.Skip(1), (from, to) => (JsonNode)Json.Numbers([from, to]))]),
                ["hovertemplate"] = "%{customdata[0]:.4~g} to %{customdata[1]:.4~g}: %{y:.4~g}" +
                    (figure.IsShare ? "%" : "") + "<extra>" + Json.Text(figure.Samples[i].Name) + "</extra>",
                ["legendgroup"] = Json.Text(figure.Samples[i].Name),
                ["marker"] = new JsonObject
                {
                    ["color"] = several ? Json.Pale(styles[i], "0.35") : Json.Color(styles[i]),
                    ["line"] = new JsonObject { ["color"] = Json.Color(styles[i]), ["width"] = several ? 1 : 0 },
                },
            };
        }
    }
}
