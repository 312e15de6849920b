using System.Text.Json.Nodes;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Ends;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>
/// The names beside the ends of lines as annotations, where the static picture has them too. <c>meta.ends</c> tells a
/// page which annotations they are (<c>labels</c>), and which stand in the plot where it shows none (<c>inside</c>).
/// </summary>
internal sealed class EndAnnotations(IAxes axes, PlotScales scales, IReadOnlyList<SeriesStyle> styles)
{
    /// <summary>The width of a page's figures, and the narrowest with names at the ends of lines.</summary>
    private const double Width = 720, Narrowest = 560;

    /// <summary>The size of the letters, the height of the plot, and what the labels of the y axis take.</summary>
    private const double Size = 12, Height = 300, LeftLabels = 60;

    /// <summary>So far apart that names stay apart in a figure that is shown smaller, with letters as large.</summary>
    private const double Gap = Size * 1.25 * Width / Narrowest;

    private readonly LineEnds _ends = new(axes, styles);

    /// <summary>Whether every line has its name at its end.</summary>
    public bool AreWanted => _ends.AreNamed(scales, Size, Width, Height);

    /// <summary>Adds the names to a layout that already has its reference lines.</summary>
    public void Add(JsonObject layout)
    {
        double right = Math.Ceiling(_ends.Width(Size));
        layout["margin"]!["r"] = right;
        JsonArray all = Marks.List(layout, "annotations"), labels = [], inside = [];
        for (int i = 0; i < axes.References.Count; i++)
        {
            if (axes.References[i].Vertical) continue;
            all[i]!["visible"] = false;
            inside.Add((JsonNode)i);
        }

        Frame frame = new(new Rect(0, 0, Width - LeftLabels - right, Height), scales.X, scales.Y);
        EndLabel[] ordered = [.. _ends.In(frame).OrderBy(label => label.Y)];
        double[] places = EndLabels.Spread([.. ordered.Select(label => label.Y)], Gap, 0, Height);
        for (int i = 0; i < ordered.Length; i++)
        {
            labels.Add((JsonNode)all.Count);
            all.Add((JsonNode)Annotation(ordered[i], places[i], frame, layout["meta"]!["dark"]!.AsObject()));
        }

        layout["meta"]!["ends"] = new JsonObject { ["labels"] = labels, ["inside"] = inside };
    }

    private static JsonObject Annotation(EndLabel label, double place, Frame frame, JsonObject dark)
    {
        JsonObject annotation = new()
        {
            ["text"] = Json.Text(label.Text),
            ["xref"] = "x",
            ["yref"] = "y",
            ["x"] = Value(frame.X, label.X / frame.Plot.Width),
            ["y"] = Value(frame.Y, 1 - (label.Y / frame.Plot.Height)),
            ["ax"] = Json.Number(Math.Round(frame.Plot.Right - label.X + EndLabels.Leader)),
            ["ay"] = Value(frame.Y, 1 - (place / frame.Plot.Height)),
            ["ayref"] = "y",
            ["xanchor"] = "left",
            ["arrowhead"] = 0,
            ["arrowwidth"] = 1,
            ["standoff"] = 2,
            ["captureevents"] = true,
        };
        if (label.Color == "ink")
        {
            annotation["arrowcolor"] = PlotlyLayout.Grey;
            return annotation;
        }

        (string light, string onDark) = LetterColors.Of(label.Color);
        annotation["arrowcolor"] = Palette.Color(label.Color).Light;
        annotation["font"] = new JsonObject { ["color"] = light };
        dark[light] = onDark;
        return annotation;
    }

    /// <summary>What Plotly calls a share of an axis: the value, and on a logarithmic axis its logarithm.</summary>
    private static JsonNode? Value(Scale scale, double share)
    {
        (double from, double to) = scale is LogScale
            ? (Math.Log10(scale.From), Math.Log10(scale.To))
            : (scale.From, scale.To);
        double inside = Math.Clamp(share, 0, 1);
        return Json.Number((from * (1 - inside)) + (to * inside));
    }
}
