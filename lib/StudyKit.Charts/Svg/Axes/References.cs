using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Axes;

/// <summary>Draws reference lines with their labels, and notes, where they cover the least of the data.</summary>
internal static class References
{
    public static void Lines(SvgCanvas canvas, Frame frame, IAxes axes, bool swapped)
    {
        foreach (Reference line in axes.References)
        {
            bool vertical = line.Vertical != swapped;
            double at = vertical ? frame.PixelX(line.Value) : frame.PixelY(line.Value);
            if (vertical
                ? at < frame.Plot.X - 0.5 || at > frame.Plot.Right + 0.5
                : at < frame.Plot.Y - 0.5 || at > frame.Plot.Bottom + 0.5)
            {
                continue;
            }

            canvas.Open("ink");
            string look = "stroke=\"currentColor\" stroke-width=\"1.3\" " +
                $"stroke-dasharray=\"{(line.Published ? "1.8 3" : "5 3")}\"";
            if (vertical) canvas.Line(at, frame.Plot.Y, at, frame.Plot.Bottom, look);
            else canvas.Line(frame.Plot.X, at, frame.Plot.Right, at, look);
            canvas.Close();
        }
    }

    /// <summary>Writes labels inside the plot.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="frame">The plot.</param>
    /// <param name="axes">The lines and notes.</param>
    /// <param name="data">Points of the data, in pixels: what a label should not cover.</param>
    /// <param name="swapped">Whether values run along x (lying bars).</param>
    /// <param name="linesLabelled">Whether the horizontal lines already have their labels at the right.</param>
    public static void Labels(
        SvgCanvas canvas, Frame frame, IAxes axes, IReadOnlyList<(double X, double Y)> data, bool swapped,
        bool linesLabelled)
    {
        List<Rect> taken = [];
        foreach (Reference line in axes.References)
        {
            bool vertical = line.Vertical != swapped;
            if (!vertical && linesLabelled) continue;
            IEnumerable<(double X, double Y, Anchor Anchor)> places = vertical
                ? Beside(frame, frame.PixelX(line.Value), canvas.Fonts.Label)
                : Along(frame, frame.PixelY(line.Value), canvas.Fonts.Label);
            Place(canvas, frame, line.Label, places, data, taken);
        }

        foreach (Note note in axes.Notes)
        {
            (double x, double y) = swapped
                ? (frame.PixelX(note.Y), frame.PixelY(note.X))
                : (frame.PixelX(note.X), frame.PixelY(note.Y));
            canvas.Open("fg");
            canvas.Path(
                Strokes.Marker(Marker.Circle, x, y, 3.4), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.3\"");
            canvas.Close();
            Place(canvas, frame, note.Text, Around(x, y, canvas.Fonts.Label), data, taken);
        }
    }

    private static IEnumerable<(double X, double Y, Anchor Anchor)> Along(Frame frame, double y, double size)
    {
        double above = y - 5, below = y + size + 2;
        double middle = frame.Plot.X + (frame.Plot.Width / 2);
        foreach (double line in (double[])[above, below])
        {
            yield return (frame.Plot.Right - 4, line, Anchor.End);
            yield return (frame.Plot.X + 4, line, Anchor.Start);
            yield return (middle, line, Anchor.Middle);
        }
    }

    private static IEnumerable<(double X, double Y, Anchor Anchor)> Beside(Frame frame, double x, double size)
    {
        double top = frame.Plot.Y + size, bottom = frame.Plot.Bottom - 6;
        foreach (double line in (double[])[top, bottom, (top + bottom) / 2])
        {
            yield return (x + 5, line, Anchor.Start);
            yield return (x - 5, line, Anchor.End);
        }
    }

    private static IEnumerable<(double X, double Y, Anchor Anchor)> Around(double x, double y, double size) =>
    [
        (x + 7, y - 7, Anchor.Start), (x
            - 7, y - 7, Anchor.End), (x + 7, y + size + 4, Anchor.Start), (x - 7, y + size + 4, Anchor.End),
        (x, y - 9, Anchor.Middle), (x, y + size
            + 7, Anchor.Middle), (x + 9, y + (size * 0.35), Anchor.Start), (x - 9, y + (size * 0.35), Anchor.End),
        (x + 7, y - 24, Anchor.Start), (x
            - 7, y - 24, Anchor.End), (x + 7, y + size + 22, Anchor.Start), (x - 7, y + size + 22, Anchor.End),
    ];

    /// <summary>
    /// Takes the place that covers the fewest points; other labels and the plot's edges weigh more than points.
    /// </summary>
    private static void Place(
        SvgCanvas canvas, Frame frame, string text, IEnumerable<(double X, double Y, Anchor Anchor)> places,
        IReadOnlyList<(double X, double Y)> data, List<Rect> taken)
    {
        double size = canvas.Fonts.Label, width = TextWidth.Of(text, size);
        (double X, double Y, Anchor Anchor) best = places.MinBy(place => Cost(Box(place)));
        Rect box = Box(best);
        taken.Add(box);

        // A text longer than its place is pushed back into the plot.
        double shift = Math.Max(0, frame.Plot.X - box.X) - Math.Max(0, box.Right - frame.Plot.Right);
        canvas.Open("bg", $"font-size=\"{N(size)}\"");
        canvas.Text(text, best.X + shift, best.Y, best.Anchor, "fill=\"currentColor\" stroke=\"currentColor\" " +
            "stroke-width=\"3\" stroke-linejoin=\"round\" aria-hidden=\"true\"");
        canvas.Close();
        canvas.Open("fg", $"font-size=\"{N(size)}\"");
        canvas.Text(text, best.X + shift, best.Y, best.Anchor, "fill=\"currentColor\"");
        canvas.Close();

        Rect Box((double X, double Y, Anchor Anchor) place) => new(
            place.Anchor switch { Anchor.End => place.X - width, Anchor.Middle => place.X - (width / 2), _ => place.X },
            place.Y - size, width, size * 1.25);

        double Cost(Rect candidate)
        {
            double outside = Math.Max(0, frame.Plot.X - candidate.X) + Math.Max(0, candidate.Right - frame.Plot.Right)
                + Math.Max(0, frame.Plot.Y - candidate.Y - 4) + Math.Max(0, candidate.Bottom - frame.Plot.Bottom);
            return data.Count(point => candidate.Contains(point.X, point.Y)) + (taken.Count(candidate.Overlaps) * 1000)
                + (outside * 50);
        }
    }
}
