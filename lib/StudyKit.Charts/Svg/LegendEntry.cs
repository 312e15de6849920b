using StudyKit.Charts.Model;

namespace StudyKit.Charts.Svg;

/// <summary>What stands before a name in the legend: it looks as the marks do.</summary>
internal enum Swatch
{
    Line,
    MarkedLine,
    Points,
    Bar,
    Outline,
}

/// <summary>A name in the legend with its look.</summary>
internal sealed record LegendEntry(string Name, SeriesStyle Style, Swatch Swatch)
{
    /// <summary>The entries of a figure's series, in their order.</summary>
    public static IEnumerable<LegendEntry> Of(Figure figure, IEnumerable<SeriesStyle> styles) =>
        AxesSvg.SeriesOf(figure).Zip(styles, (series, style) => new LegendEntry(series.Name, style, SwatchOf(figure, series)));

    private static Swatch SwatchOf(Figure figure, INamed series) => (figure, series) switch
    {
        (_, XySeries { Kind: MarkKind.Points }) => Swatch.Points,
        (_, XySeries line) => line.Y.Length <= XyMarks.MarkersUpTo ? Swatch.MarkedLine : Swatch.Line,
        (BarFigure { DrawsDots: true }, _) => Swatch.Points,
        (HistogramFigure, _) => Swatch.Outline,
        _ => Swatch.Bar,
    };
}
