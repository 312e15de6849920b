using StudyKit.Charts.Geometry;

namespace StudyKit.Charts.Ends;

/// <summary>Moves names beside the ends of lines apart where lines end close together.</summary>
internal static class EndLabels
{
    /// <summary>From the plot's edge to the name, in pixels: room for a leader.</summary>
    public const double Leader = 14;

    /// <summary>The width that the names need, with their leaders.</summary>
    public static double Width(IEnumerable<string> names, double size) =>
        names.Select(name => TextWidth.Of(name, size)).DefaultIfEmpty(0).Max() + Leader + 6;

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
