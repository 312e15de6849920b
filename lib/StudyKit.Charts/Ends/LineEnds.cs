using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Ends;

/// <summary>
/// Whether names stand at the ends of a figure's lines in place of a legend, and where the lines end: one answer for
/// the picture and for the chart.
/// </summary>
internal sealed class LineEnds(IAxes axes, IReadOnlyList<SeriesStyle> styles)
{
    /// <summary>Names at line ends may take at most this share of the width.</summary>
    private const double MostForNames = 0.3;

    /// <summary>More lines than this get a legend.</summary>
    private const int MostNames = 8;

    /// <summary>A line's name stands at its end only when it ends within this share of the plot's right edge.</summary>
    private const double NearEdge = 0.05;

    private IEnumerable<Reference> Horizontal => axes.References.Where(line => !line.Vertical);

    /// <summary>The width that the names need, with their leaders.</summary>
    public double Width(double size) => EndLabels.Width(
        [.. axes.Named.Select(one => one.Name), .. Horizontal.Select(line => line.Label)], size);

    /// <summary>Whether every line has its name at its end.</summary>
    /// <param name="scales">The axes.</param>
    /// <param name="size">The size of the names' letters.</param>
    /// <param name="width">The width of the whole.</param>
    /// <param name="height">The height of the plot.</param>
    public bool AreNamed(PlotScales scales, double size, double width, double height)
    {
        if (axes.Named.Count + axes.References.Count is < 2 or > MostNames) return false;
        double names = Width(size);
        return names <= width * MostForNames
            && Lines(new Frame(new Rect(0, 0, width - names, height), scales.X, scales.Y)) is not null;
    }

    /// <summary>The ends of the lines, the horizontal reference lines among them.</summary>
    public IReadOnlyList<EndLabel> In(Frame frame) =>
    [
        .. Lines(frame) ?? [],
        .. Horizontal.Select(line => new EndLabel(line.Label, "ink", frame.Plot.Right, frame.PixelY(line.Value))),
    ];

    /// <summary>
    /// The ends of the series, when every one is a line that ends near the right edge; else <c>null</c>.
    /// </summary>
    private List<EndLabel>? Lines(Frame frame)
    {
        List<EndLabel> ends = [];
        for (int i = 0; i < axes.Named.Count; i++)
        {
            if (axes.Named[i] is not XySeries { Kind: MarkKind.Line } series) return null;
            int last = Array.FindLastIndex(series.Y, double.IsFinite);
            if (last < 0) return null;
            (double x, double y) = (frame.PixelX(series.X[last]), frame.PixelY(series.Y[last]));
            bool nearEdge = frame.Plot.Right - x <= NearEdge * frame.Plot.Width;
            if (series.X.Max() > series.X[last] || !nearEdge) return null;
            if (y < frame.Plot.Y - 1 || y > frame.Plot.Bottom + 1 || x > frame.Plot.Right + 1) return null;
            ends.Add(new EndLabel(series.Name, styles[i].Color, x, y));
        }

        return ends;
    }
}
