using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Words;

/// <summary>Turns the data of a figure into a table: long form, one row a point, so that it can be read into anything.</summary>
internal static class Tables
{
    public static FigureTable For(Figure figure) => figure switch
    {
        XyFigure xy => Xy(xy, xy),
        BarFigure bar => Bar(bar, bar),
        HistogramFigure histogram => Histogram(histogram, histogram),
        HeatmapFigure heatmap => Heatmap(heatmap),
        GridFigure grid => Grid(grid),
        MessageFigure message => message.Data,
        _ => throw new NotSupportedException($"No table for {figure.GetType().Name}."),
    };

    private static FigureTable Xy(XyFigure figure, IAxes axes)
    {
        bool bounds = figure.AllSeries.Any(series => series.Low is not null);
        string x = axes.X.Title ?? "x", y = axes.Y.Title ?? "y";
        string[] columns = bounds ? ["series", x, y, "low", "high"] : ["series", x, y];
        return new FigureTable(columns, figure.AllSeries.SelectMany(series => series.X.Select((value, i) => bounds
            ? (IReadOnlyList<object?>)[series.Name, value, Cell(series.Y[i]), Cell(series.Low?[i]), Cell(series.High?[i])]
            : [series.Name, value, Cell(series.Y[i])])));
    }

    /// <summary>One row a category, one column a series: as the bars stand.</summary>
    private static FigureTable Bar(BarFigure figure, IAxes axes)
    {
        string unit = axes.Y.Title is { } title ? $", {title}" : "";
        List<string> columns = [axes.X.Title ?? "category"];
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

    private static FigureTable Histogram(HistogramFigure figure, IAxes axes)
    {
        Bins bins = Scales.Bins.For(figure);
        string x = axes.X.Title ?? "value";
        string[] columns = [$"{x}, from", "to", .. figure.Samples.Select(sample =>
            $"{sample.Name}: {(figure.IsShare ? "share (%)" : "count")}{(sample.Missing > 0 ? $", {sample.Missing} × NaN left out" : "")}")];
        double[][] heights = [.. figure.Samples.Select(sample => bins.Heights(sample, figure.IsShare))];
        return new FigureTable(columns, Enumerable.Range(0, bins.Count).Select(bin =>
            (IReadOnlyList<object?>)[bins.Edge(bin), bins.Edge(bin + 1), .. heights.Select(height => (object?)height[bin])]));
    }

    private static FigureTable Heatmap(HeatmapFigure figure)
    {
        int columns = figure.Values.GetLength(1);
        string corner = (figure.YAxis.Title, figure.XAxis.Title) switch
        {
            ({ } y, { } x) => $"{y} \\ {x}",
            ({ } y, null) => y,
            _ => "",
        };
        return new FigureTable(
            [corner, .. Enumerable.Range(0, columns).Select(column => figure.ColumnLabels?[column] ?? $"{column + 1}")],
            Enumerable.Range(0, figure.Values.GetLength(0)).Select(row =>
                (IReadOnlyList<object?>)[figure.RowLabels?[row] ?? $"{row + 1}", .. Enumerable.Range(0, columns).Select(column => Cell(figure.Values[row, column]))]));
    }

    /// <summary>The panels' tables below each other, with the panel in the first column; equal headings share a column.</summary>
    private static FigureTable Grid(GridFigure grid)
    {
        FigureTable[] tables = [.. grid.Panels.Select(For)];
        bool alike = tables.All(table => table.Columns.SequenceEqual(tables[0].Columns));
        string[] columns = alike ? [.. tables[0].Columns] : Matrices(grid) ? ["row", "column", "value"] : [.. tables.SelectMany(table => table.Columns).Distinct()];
        return new FigureTable(["panel", .. columns], tables.SelectMany((table, i) => Rows(table).Select(row => (IReadOnlyList<object?>)[PanelName(grid, i), .. row])));

        IEnumerable<IReadOnlyList<object?>> Rows(FigureTable table) => alike
            ? table.Rows
            : Matrices(grid)
                ? table.Rows.SelectMany(row => row.Skip(1).Select((value, column) => (IReadOnlyList<object?>)[row[0], table.Columns[column + 1], value]))
                : table.Rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(name => table.Columns.ToList().IndexOf(name) is >= 0 and int at ? row[at] : null)]);
    }

    private static bool Matrices(GridFigure grid) => grid.Panels.All(panel => panel is HeatmapFigure);

    /// <summary>What a panel is called: its title, else its headings, else its number.</summary>
    public static string PanelName(GridFigure grid, int index)
    {
        string?[] parts = [grid.RowNames?[index / grid.Columns], grid.ColumnNames?[index % grid.Columns], grid.Panels[index].TitleText];
        string name = string.Join(", ", parts.Where(part => part is not null));
        return name.Length > 0 ? name : $"{index + 1}";
    }

    private static double? Cell(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
