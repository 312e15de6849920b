using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Contracts;

namespace StudyKit.Charts.Words;

/// <summary>Says in words what a figure shows: kind, axes, and for each series where it begins, ends and turns.</summary>
internal static class Alternative
{
    /// <summary>More series than this are counted, not told one by one.</summary>
    private const int MostTold = 6;

    public static string For(Figure figure)
    {
        string kind = Kind(figure);
        string body = figure switch
        {
            XyFigure xy => Told(xy.AllSeries.Select(series => Line(series, ((IAxes)xy).X))),
            BarFigure bar => Told(bar.AllSeries.Select(series => Bars(series, bar.CategoryNames))),
            HistogramFigure histogram => Told(histogram.Samples.Select(Distribution)),
            HeatmapFigure heatmap => Matrix(heatmap),
            GridFigure grid => string.Join("; ", Enumerable.Range(0, Math.Min(MostTold, grid.Panels.Length)).Select(i => Tables.PanelName(grid, i))) + (grid.Panels.Length > MostTold ? $"; and {grid.Panels.Length - MostTold} more" : ""),
            MessageFigure message => message.Text,
            _ => "",
        };
        string references = figure is IAxes { References.Count: > 0 } axes
            ? $" Reference lines: {string.Join("; ", axes.References.Select(line => $"{line.Label} ({(line.Vertical ? "x" : "y")} = {NumberText.Of(line.Value)})"))}."
            : "";
        string title = figure.TitleText is { } text ? $": {text}" : "";
        return body.Length == 0 ? $"{kind}{title}.{references}" : $"{kind}{title}. {body}{(body.EndsWith('.') ? "" : ".")}{references}";
    }

    /// <summary>A few lines for a terminal: title, axes, what it shows, caption.</summary>
    public static string Plain(Figure figure) =>
        string.Join('\n', new[] { For(figure), figure.CaptionText }.Where(line => !string.IsNullOrEmpty(line)));

    private static string Kind(Figure figure) => figure switch
    {
        XyFigure { Kind: MarkKind.Line } xy => $"Line chart of {Over(xy)}",
        XyFigure xy => $"Scatter plot of {Over(xy)}",
        BarFigure bar => $"{(bar.DrawsDots ? "Dot" : "Bar")} chart of {((IAxes)bar).Y.Title ?? "values"} for {bar.CategoryNames.Length} {(((IAxes)bar).X.Name is { } name ? $"values of {name}" : "categories")}",
        HistogramFigure histogram => $"Histogram of {((IAxes)histogram).X.Title ?? "values"}",
        HeatmapFigure heatmap => $"Heatmap of {heatmap.ColorAxis.Title ?? "values"}, {Count(heatmap.Values.GetLength(0), "row")}{Called(heatmap.YAxis)} by {Count(heatmap.Values.GetLength(1), "column")}{Called(heatmap.XAxis)}",
        GridFigure grid => $"{Count(grid.Panels.Length, "panel")} in {Count(grid.Rows, "row")} and {Count(grid.Columns, "column")}, each a {Kind(grid.Panels[0]).ToLowerFirst()}",
        _ => "Not drawn",
    };

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Over(IAxes axes) => $"{axes.Y.Title ?? "y"} over {axes.X.Title ?? "x"}";

    private static string Called(Axis axis) => axis.Name is { } name ? $" ({name})" : "";

    private static string Told(IEnumerable<string> series)
    {
        string[] all = [.. series];
        return string.Join("; ", all.Take(MostTold)) + (all.Length > MostTold ? $"; and {all.Length - MostTold} more series" : "");
    }

    private static string Line(XySeries series, Axis x)
    {
        int[] present = [.. Enumerable.Range(0, series.Y.Length).Where(i => double.IsFinite(series.Y[i]))];
        double[] ys = [.. present.Select(i => series.Y[i])];
        if (series.Kind == MarkKind.Points && present.Length > 1)
        {
            return $"{series.Name}: {present.Length} points, from {Number(ys.Min())} to {Number(ys.Max())}";
        }

        (int first, int last) = (present[0], present[^1]);
        string name = x.Name ?? "x";
        if (present.Length == 1) return $"{series.Name}: {Number(ys[0])} at {name} {Number(series.X[first])}";
        double span = ys.Max() - ys.Min();
        string verb = span == 0 ? "stays at" : ys[^1] < ys[0] ? "falls from" : ys[^1] > ys[0] ? "rises from" : "goes from";
        if (span == 0) return $"{series.Name} stays at {Number(ys[0])} from {name} {Number(series.X[first])} to {Number(series.X[last])}";
        string story = $"{series.Name} {verb} {Number(ys[0])} at {name} {Number(series.X[first])} to {Number(ys[^1])} at {Number(series.X[last])}";

        // A turn worth telling lies well outside of both ends.
        double low = ys.Min(), high = ys.Max();
        if (low < Math.Min(ys[0], ys[^1]) - (0.1 * span)) story += $", lowest {Number(low)} at {Number(series.X[present[Array.IndexOf(ys, low)]])}";
        if (high > Math.Max(ys[0], ys[^1]) + (0.1 * span)) story += $", highest {Number(high)} at {Number(series.X[present[Array.IndexOf(ys, high)]])}";
        return story;
    }

    private static string Bars(BarSeries series, string[] categories)
    {
        if (categories.Length <= MostTold)
        {
            return $"{series.Name}: {string.Join(", ", categories.Select((category, i) => $"{category} {(double.IsFinite(series.Values[i]) ? Number(series.Values[i]) : "no value")}"))}";
        }

        double low = series.Values.Where(double.IsFinite).Min(), high = series.Values.Where(double.IsFinite).Max();
        return $"{series.Name}: from {Number(low)} ({categories[Array.IndexOf(series.Values, low)]}) to {Number(high)} ({categories[Array.IndexOf(series.Values, high)]})";
    }

    private static string Distribution(Sample sample)
    {
        double mean = sample.Values.Average();
        double deviation = Math.Sqrt(sample.Values.Sum(value => (value - mean) * (value - mean)) / sample.Values.Length);
        return $"{sample.Name}: {NumberText.Of(sample.Values.Length)} values, mean {Number(mean)}, standard deviation {Number(deviation)}, from {Number(sample.Values.Min())} to {Number(sample.Values.Max())}";
    }

    private static string Matrix(HeatmapFigure figure)
    {
        (double Value, int Row, int Column)[] cells = [.. Enumerable.Range(0, figure.Values.GetLength(0)).SelectMany(row =>
            Enumerable.Range(0, figure.Values.GetLength(1)).Select(column => (figure.Values[row, column], row, column))).Where(cell => double.IsFinite(cell.Item1))];
        (double Value, int Row, int Column) low = cells.MinBy(cell => cell.Value), high = cells.MaxBy(cell => cell.Value);
        int missing = figure.Values.Length - cells.Length;
        return $"Values from {Number(low.Value)} ({Place(low)}) to {Number(high.Value)} ({Place(high)}){(missing > 0 ? $"; {missing} cells without a value" : "")}";

        string Place((double Value, int Row, int Column) cell) =>
            $"row {figure.RowLabels?[cell.Row] ?? $"{cell.Row + 1}"}, column {figure.ColumnLabels?[cell.Column] ?? $"{cell.Column + 1}"}";
    }

    private static string Number(double value) => NumberText.Significant(value, 3);

    private static string ToLowerFirst(this string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
