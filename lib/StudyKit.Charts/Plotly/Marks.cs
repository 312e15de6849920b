using System.Text.Json.Nodes;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>Reference lines and notes as shapes and annotations of one pair of axes.</summary>
internal static class Marks
{
    /// <summary>Right of this, or above it, a text turns back into the plot.</summary>
    private const double Right = 0.7, Top = 0.85;

    /// <param name="layout">The layout to add to.</param>
    /// <param name="axes">The lines and notes.</param>
    /// <param name="x">The x axis, for example <c>x2</c>.</param>
    /// <param name="y">The y axis, for example <c>y2</c>.</param>
    /// <param name="swapped">Whether values run along x (lying bars).</param>
    public static void Add(JsonObject layout, IScaledAxes axes, string x, string y, bool swapped)
    {
        PlotScales scales = PlotScales.For(axes);
        foreach (Reference line in axes.References)
        {
            bool vertical = line.Vertical != swapped;
            List(layout, "shapes").Add(Line(
                line, vertical ? x : $"{x} domain", vertical ? $"{y} domain" : y, vertical));

            // Plotly takes shapes on a logarithmic axis at their value, but annotations at its logarithm.
            bool log = (line.Vertical ? axes.X : axes.Y).Log;
            JsonNode? at = Json.Number(log ? Math.Log10(line.Value) : line.Value);
            bool atRight = vertical && scales.X.Position(line.Value) > Right;
            List(layout, "annotations").Add(new JsonObject
            {
                ["text"] = Json.Text(line.Label),
                ["xref"] = vertical ? x : $"{x} domain",
                ["yref"] = vertical ? $"{y} domain" : y,
                ["x"] = vertical ? at : 1,
                ["y"] = vertical ? 1 : at,
                ["xanchor"] = vertical && !atRight ? "left" : "right",
                ["yanchor"] = vertical ? "top" : "bottom",
                ["showarrow"] = false,
            });
        }

        foreach (Note note in axes.Notes)
        {
            (double noteX, double noteY) =
                (axes.X.Log ? Math.Log10(note.X) : note.X, axes.Y.Log ? Math.Log10(note.Y) : note.Y);
            (double across, double up) = swapped ? (note.Y, note.X) : (note.X, note.Y);
            List(layout, "annotations").Add(new JsonObject
            {
                ["text"] = Json.Text(note.Text),
                ["xref"] = x,
                ["yref"] = y,
                ["x"] = Json.Number(swapped ? noteY : noteX),
                ["y"] = Json.Number(swapped ? noteX : noteY),
                ["arrowhead"] = 0,
                ["arrowwidth"] = 1,
                ["arrowcolor"] = PlotlyLayout.Grey,
                ["ax"] = scales.X.Position(across) > Right ? -24 : 24,
                ["ay"] = scales.Y is not CategoryScale && scales.Y.Position(up) > Top ? 24 : -24,
            });
        }
    }

    /// <summary>The list of that name in the layout, made when it is not there yet.</summary>
    public static JsonArray List(JsonObject layout, string name)
    {
        if (layout[name] is JsonArray list) return list;
        JsonArray made = [];
        layout[name] = made;
        return made;
    }

    private static JsonObject Line(Reference line, string xref, string yref, bool vertical) => new()
    {
        ["type"] = "line",
        ["xref"] = xref,
        ["yref"] = yref,
        ["x0"] = vertical ? Json.Number(line.Value) : 0,
        ["x1"] = vertical ? Json.Number(line.Value) : 1,
        ["y0"] = vertical ? 0 : Json.Number(line.Value),
        ["y1"] = vertical ? 1 : Json.Number(line.Value),
        ["line"] = new JsonObject
        {
            ["color"] = PlotlyLayout.Grey,
            ["width"] = 1.3,
            ["dash"] = line.Published ? "dot" : "dash",
        },
    };
}
