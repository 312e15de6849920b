using System.Text.Json.Nodes;
using StudyKit.Charts.Geometry;

namespace StudyKit.Charts.Plotly;

/// <summary>A message where a chart should be.</summary>
internal sealed class MessageChart(MessageFigure figure) : FigureChart
{
    public override (JsonArray Data, JsonObject Layout) Build()
    {
        JsonObject layout = PlotlyLayout.Base(figure, 160);
        layout["xaxis"] = new JsonObject { ["visible"] = false };
        layout["yaxis"] = new JsonObject { ["visible"] = false };
        Marks.List(layout, "annotations").Add(new JsonObject
        {
            ["text"] = string.Join("<br>", TextWidth.Wrap(figure.Text, 12, 600).Select(Json.Text)),
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = 0,
            ["y"] = 1,
            ["xanchor"] = "left",
            ["yanchor"] = "top",
            ["align"] = "left",
            ["showarrow"] = false,
        });
        return ([], layout);
    }
}
