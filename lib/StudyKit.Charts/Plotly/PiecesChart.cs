using System.Text.Json.Nodes;
using StudyKit.Charts.Geometry;

namespace StudyKit.Charts.Plotly;

/// <summary>
/// Rows of boxes as shapes and annotations. There is nothing to point at, so there are no traces, and a page that has
/// the static picture keeps it.
/// </summary>
internal sealed class PiecesChart(PiecesFigure figure) : FigureChart
{
    private const double Width = 680, Size = 12;

    public override (JsonArray Data, JsonObject Layout) Build()
    {
        PieceLayout boxes = PieceLayout.For(figure.Rows, Width, 0, Size, Size - 2);
        JsonObject layout = PlotlyLayout.Base(figure, boxes.Bottom + (figure.TitleText is null ? 44 : 84));
        layout["xaxis"] = Axis(0, Width);
        layout["yaxis"] = Axis(boxes.Bottom, 0);
        bool showsNew = figure.ShowsNew;
        foreach (PlacedPiece placed in boxes.Pieces)
        {
            if (PieceLook.Of(placed, showsNew) is { Color: { } color } look) Box(layout, placed.Box, color, look);
            double middle = placed.Box.X + (placed.Box.Width / 2), below = placed.Box.Height / 5;
            double y = placed.Box.Y + (placed.Box.Height / 2) - (placed.Note is null ? 0 : below);
            Text(layout, placed.Text, middle, y, Size, "center");
            if (placed.Note is { } note) Text(layout, note, middle, y + (2 * below), Size - 2, "center");
        }

        foreach (PlacedText text in boxes.Texts) Text(layout, text.Text, text.X, text.Y - (Size * 0.35), Size, "left");
        return ([], layout);
    }

    private static JsonObject Axis(double from, double to) => new()
    {
        ["visible"] = false,
        ["fixedrange"] = true,
        ["range"] = Json.Numbers([from, to]),
    };

    private static void Box(JsonObject layout, Rect box, string color, PieceLook look)
    {
        bool isOfPage = Palette.Colors.All(known => known.Name != color) || color == "ink";
        SeriesStyle style = new(isOfPage ? "ink" : color, Dash.Solid, Marker.Circle);
        Marks.List(layout, "shapes").Add(new JsonObject
        {
            ["type"] = "rect",
            ["x0"] = Json.Number(box.X),
            ["x1"] = Json.Number(box.Right),
            ["y0"] = Json.Number(box.Y),
            ["y1"] = Json.Number(box.Bottom),
            ["line"] = new JsonObject { ["color"] = Json.Color(style), ["width"] = 1 },
            ["fillcolor"] = Json.Pale(style, look.Opacity),
        });
    }

    private static void Text(JsonObject layout, string text, double x, double y, double size, string anchor) =>
        Marks.List(layout, "annotations").Add(new JsonObject
        {
            ["text"] = Json.Text(text),
            ["x"] = Json.Number(x),
            ["y"] = Json.Number(y),
            ["xanchor"] = anchor,
            ["yanchor"] = "middle",
            ["showarrow"] = false,
            ["font"] = new JsonObject { ["size"] = Json.Number(size) },
        });
}
