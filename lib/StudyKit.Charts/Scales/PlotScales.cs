using StudyKit.Charts.Model;

namespace StudyKit.Charts.Scales;

/// <summary>The ranges of a figure's two axes, and the scales made from them; a grid joins the ranges of its panels first.</summary>
internal sealed record PlotScales(Scale X, Scale Y)
{
    /// <summary>A line that comes this near to zero (share of its range) is shown with zero.</summary>
    private const double NearZero = 0.3;

    public static PlotScales For(Figure figure) => For(figure, RangeX(figure), RangeY(figure));

    /// <summary>The scales of a figure for ranges that may be wider than its own.</summary>
    public static PlotScales For(Figure figure, AxisRange x, AxisRange y)
    {
        IAxes axes = (IAxes)figure;
        switch (figure)
        {
            case BarFigure bar:
                CategoryScale names = new(bar.CategoryNames);
                // Room for a number above the tallest bar.
                Scale values = y.ToScale(axes.Y, 0.08, baseline: !bar.DrawsDots, nearZero: NearZero);
                return bar.IsHorizontal ? new PlotScales(values, names) : new PlotScales(names, values);
            case HistogramFigure:
                return new PlotScales(x.ToScale(axes.X, 0), y.ToScale(axes.Y, 0.04, baseline: true));
            case XyFigure xy:
                // A line ends with its data, points need room for their shapes.
                bool points = xy.AllSeries.Any(series => series.Kind == MarkKind.Points || series.X.Length == 1);
                bool whole = xy.AllSeries.SelectMany(series => series.X).All(double.IsInteger);
                return new PlotScales(x.ToScale(axes.X, points ? 0.04 : 0, whole: whole), y.ToScale(axes.Y, 0.05, nearZero: NearZero));
            default:
                throw new NotSupportedException($"{figure.GetType().Name} has no axes.");
        }
    }

    public static AxisRange RangeX(Figure figure)
    {
        AxisRange range = figure switch
        {
            XyFigure xy => AxisRange.Of(xy.AllSeries.SelectMany(series => series.X)),
            HistogramFigure histogram => Edges(Bins.For(histogram)),
            _ => AxisRange.Empty,
        };
        return Joined(range, (IAxes)figure, vertical: true);
    }

    public static AxisRange RangeY(Figure figure)
    {
        AxisRange range = figure switch
        {
            XyFigure xy => AxisRange.Of(xy.AllSeries.SelectMany(series => (IEnumerable<double>)[.. series.Y, .. series.Low ?? [], .. series.High ?? []])),
            BarFigure bar => AxisRange.Of(bar.AllSeries.SelectMany(series => (IEnumerable<double>)[.. series.Values, .. series.Low ?? [], .. series.High ?? []])),
            HistogramFigure histogram => AxisRange.Of(histogram.Samples.SelectMany(sample => Bins.For(histogram).Heights(sample, histogram.IsShare))).With(0),
            _ => AxisRange.Empty,
        };
        return Joined(range, (IAxes)figure, vertical: false);
    }

    private static AxisRange Edges(Bins bins) => new(bins.Edge(0), bins.Edge(bins.Count));

    /// <summary>Reference lines and notes belong to what must be seen.</summary>
    private static AxisRange Joined(AxisRange range, IAxes axes, bool vertical)
    {
        foreach (Reference line in axes.References.Where(line => line.Vertical == vertical)) range = range.With(line.Value);
        foreach (Note note in axes.Notes) range = range.With(vertical ? note.X : note.Y);
        return range;
    }
}
