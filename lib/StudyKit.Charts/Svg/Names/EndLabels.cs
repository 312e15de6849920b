using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Names;

/// <summary>A name that stands right of the plot, beside the end of its line.</summary>
internal sealed record EndLabel(string Text, string Color, double X, double Y);

/// <summary>Puts names beside the ends of lines, moved apart where lines end close together.</summary>
internal static class EndLabels
{
    private const double Leader = 14;

    /// <summary>The width that the names need, with their leaders.</summary>
    public static double Width(IEnumerable<string> names, double size) =>
        names.Select(name => TextWidth.Of(name, size)).DefaultIfEmpty(0).Max() + Leader + 6;

    public static void Draw(SvgCanvas canvas, IReadOnlyList<EndLabel> labels, Rect plot)
    {
        double size = canvas.Fonts.Label;
        EndLabel[] ordered = [.. labels.OrderBy(label => label.Y)];
        double[] places = Spread([.. ordered.Select(label => label.Y)], size * 1.25, plot.Y, plot.Bottom);
        for (int i = 0; i < ordered.Length; i++)
        {
            EndLabel label = ordered[i];
            canvas.Open(label.Color);
            canvas.Path(
                $"M{N(label.X + 2)} {N(label.Y)}L{N(plot.Right + 4)} {N(label.Y)}L{N(plot.Right + Leader - 2)} " +
                $"{N(places[i])}",
                "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\"");
            canvas.Close();
            canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
            canvas.Text(label.Text, plot.Right + Leader + 1, places[i] + (size * 0.35));
            canvas.Close();
        }
    }

    /// <summary>
    /// Moves sorted places apart by at least <paramref name="gap"/> with the least total movement:
    /// places that touch form a block, and a block stands at the mean of what its members wished.
    /// </summary>
    public static double[] Spread(double[] wished, double gap, double top, double bottom)
    {
        List<(double Sum, int Count)> blocks = [];
        for (int i = 0; i < wished.Length; i++)
        {
            blocks.Add((wished[i], 1));
            while (blocks.Count > 1 && Start(blocks[^1]) < Start(blocks[^2]) + (blocks[^2].Count * gap))
            {
                // Members of the lower block wish their place less what stands above them inside the joined block.
                (double sum, int count) = blocks[^1];
                (double above, int over) = blocks[^2];
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((above + sum, over + count));
            }
        }

        List<double> places = [];
        foreach ((double Sum, int Count) block in blocks)
        {
            double start = Start(block);
            for (int i = 0; i < block.Count; i++) places.Add(start + (i * gap));
        }

        return Inside([.. places], gap, top, bottom);

        double Start((double Sum, int Count) block) => (block.Sum / block.Count) - ((block.Count - 1) * gap / 2);
    }

    /// <summary>Pushes what lies outside back in, from the bottom up and then from the top down.</summary>
    private static double[] Inside(double[] places, double gap, double top, double bottom)
    {
        double limit = bottom;
        for (int i = places.Length - 1; i >= 0; i--, limit -= gap) places[i] = Math.Min(places[i], limit);
        limit = top;
        for (int i = 0; i < places.Length; i++, limit += gap) places[i] = Math.Max(places[i], limit);
        return places;
    }
}
