namespace StudyKit.Charts.Model;

/// <summary>
/// Gives each series of a figure its look: known names their own, the others the next free colour.
/// Two series of one figure never share colour and dash.
/// </summary>
internal static class Styles
{
    private static readonly Dash[] Dashes = [Dash.Solid, Dash.Dashed, Dash.DashDot, Dash.Dotted];
    private static readonly Marker[] Markers = Enum.GetValues<Marker>();

    public static SeriesStyle[] For(IEnumerable<INamed> series)
    {
        INamed[] all = [.. series];
        if (Depths.Of(all) is { } byDepth) return byDepth;
        SeriesStyle?[] styles = [.. all.Select(one => Palette.Find(one.Like ?? one.Name))];
        HashSet<string> taken = [.. styles.OfType<SeriesStyle>().Select(style => style.Color)];
        SeriesStyle[] known = [.. styles.OfType<SeriesStyle>()];
        List<SeriesStyle> used = [];
        for (int i = 0; i < styles.Length; i++)
        {
            SeriesStyle style = styles[i] ?? Next(taken, used.Count);
            if (used.Any(other => other.Color == style.Color && other.Dash == style.Dash))
            {
                style = Apart(style, used, known);
            }

            styles[i] = style;
            used.Add(style);
            taken.Add(style.Color);
        }

        // A line alone needs no dash to be told from another.
        return used is [{ Color: not "ink" } only] ? [only with { Dash = Dash.Solid }] : [.. used];
    }

    /// <summary>One look for each name over all panels of a grid.</summary>
    public static Dictionary<string, SeriesStyle> ByName(IEnumerable<INamed> series)
    {
        INamed[] distinct = [.. series.DistinctBy(one => one.Name)];
        return distinct.Zip(For(distinct)).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    /// <summary>The first colour that is free; when all are taken, the colours again in their order.</summary>
    private static SeriesStyle Next(HashSet<string> taken, int index)
    {
        string[] names = [.. Palette.Colors.Select(color => color.Name)];
        string color = names.FirstOrDefault(name => !taken.Contains(name)) ?? names[index % names.Length];
        return new SeriesStyle(color, Dashes[index % Dashes.Length], Markers[index % Markers.Length]);
    }

    /// <summary>
    /// Dash and marker for a second series of one colour: both of one place in their lists, and such as mean no other
    /// thing of this figure, so that a dash leads the eye to nothing that it does not mean.
    /// </summary>
    private static SeriesStyle Apart(SeriesStyle style, List<SeriesStyle> used, SeriesStyle[] known)
    {
        int[] free = [.. Enumerable.Range(0, Dashes.Length)
            .Where(i => used.All(other => other.Color != style.Color || other.Dash != Dashes[i]))];
        if (free.Length == 0) return style;
        int[] unmeant = [.. free.Where(i => used.Concat(known).All(other => other.Dash != Dashes[i]))];
        int at = unmeant.Length > 0 ? unmeant[0] : free[0];
        return style with { Dash = Dashes[at], Marker = Markers[at] };
    }
}
