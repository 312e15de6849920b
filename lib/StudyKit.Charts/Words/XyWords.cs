using StudyKit.Charts.Model;

namespace StudyKit.Charts.Words;

/// <summary>Lines: where each begins, ends and turns. Points: how many, and their range.</summary>
internal sealed class XyWords(XyFigure figure) : FigureWords
{
    private IAxes Axes => figure;

    public override string Kind =>
        $"{(figure.Kind == MarkKind.Line ? "Line chart" : "Scatter plot")} of {Axes.Y.Title ?? "y"} over " +
        $"{Axes.X.Title ?? "x"}";

    public override string Story => Told([.. figure.AllSeries.Select(Line)]);

    public override FigureTable Table()
    {
        bool bounds = figure.AllSeries.Any(series => series.Low is not null);
        string x = Axes.X.Title ?? "x", y = Axes.Y.Title ?? "y";
        string[] columns = bounds ? ["series", x, y, "low", "high"] : ["series", x, y];
        return new FigureTable(columns, figure.AllSeries.SelectMany(series => series.X.Select((value, i) => bounds
            ? (IReadOnlyList<object?>)[series.Name,
                value, Cell(series.Y[i]), Cell(series.Low?[i]), Cell(series.High?[i])]
            : [series.Name, value, Cell(series.Y[i])])));
    }

    private string Line(XySeries series)
    {
        int[] present = [.. Enumerable.Range(0, series.Y.Length).Where(i => double.IsFinite(series.Y[i]))];
        double[] ys = [.. present.Select(i => series.Y[i])];
        if (series.Kind == MarkKind.Points && present.Length > 1)
        {
            return $"{series.Name}: {present.Length} points, from {Number(ys.Min())} to {Number(ys.Max())}";
        }

        string name = Axes.X.Name ?? "x", from = Number(series.X[present[0]]), to = Number(series.X[present[^1]]);
        if (present.Length == 1) return $"{series.Name}: {Number(ys[0])} at {name} {from}";
        double low = ys.Min(), high = ys.Max(), span = high - low;
        if (span == 0) return $"{series.Name} stays at {Number(ys[0])} from {name} {from} to {to}";
        string verb = ys[^1] < ys[0] ? "falls from" : ys[^1] > ys[0] ? "rises from" : "goes from";
        string story = $"{series.Name} {verb} {Number(ys[0])} at {name} {from} to {Number(ys[^1])} at {to}";

        // A turn worth telling lies well outside of both ends.
        if (low < Math.Min(ys[0], ys[^1]) - (0.1 * span)) story += $", lowest {Number(low)} at {At(low)}";
        if (high > Math.Max(ys[0], ys[^1]) + (0.1 * span)) story += $", highest {Number(high)} at {At(high)}";
        return story;

        string At(double y) => Number(series.X[present[Array.IndexOf(ys, y)]]);
    }
}
