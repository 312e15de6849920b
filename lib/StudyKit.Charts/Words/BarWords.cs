using StudyKit.Charts.Model;

namespace StudyKit.Charts.Words;

/// <summary>Bars: each value where they are few, else the lowest and the highest.</summary>
internal sealed class BarWords(BarFigure figure) : FigureWords
{
    private IAxes Axes => figure;

    public override string Kind =>
        $"{(figure.DrawsDots ? "Dot" : "Bar")} chart of {Axes.Y.Title ?? "values"} for {figure.CategoryNames.Length} " +
        (Axes.X.Name is { } name ? $"values of {name}" : "categories");

    public override string Story => Told([.. figure.AllSeries.Select(Bars)]);

    /// <summary>One row a category, one column a series: as the bars stand.</summary>
    public override FigureTable Table()
    {
        string unit = Axes.Y.Title is { } title ? $", {title}" : "";
        List<string> columns = [Axes.X.Title ?? "category"];
        foreach (BarSeries series in figure.AllSeries)
        {
            columns.Add(series.Name + unit);
            if (series.Low is not null) columns.AddRange([$"{series.Name}: low", $"{series.Name}: high"]);
        }

        return new FigureTable(columns, figure.CategoryNames.Select(Row));

        IReadOnlyList<object?> Row(string category, int i)
        {
            List<object?> row = [category];
            foreach (BarSeries series in figure.AllSeries)
            {
                row.Add(Cell(series.Values[i]));
                if (series.Low is not null) row.AddRange([Cell(series.Low[i]), Cell(series.High![i])]);
            }

            return row;
        }
    }

    private string Bars(BarSeries series)
    {
        string[] names = figure.CategoryNames;
        if (names.Length <= MostTold)
        {
            IEnumerable<string> each = names.Select((name, i) => $"{name} {Value(series.Values[i])}");
            return $"{series.Name}: {string.Join(", ", each)}";
        }

        double low = series.Values.Where(double.IsFinite).Min(), high = series.Values.Where(double.IsFinite).Max();
        return $"{series.Name}: from {Number(low)} ({Name(low)}) to {Number(high)} ({Name(high)})";

        string Name(double value) => names[Array.IndexOf(series.Values, value)];
    }

    private static string Value(double value) => double.IsFinite(value) ? Number(value) : "no value";
}
