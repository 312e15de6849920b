namespace StudyKit.Charts.Svg.Names;

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
internal sealed record LegendEntry(string Name, SeriesStyle Style, Swatch Swatch);
