using StudyKit.Charts.Model;

namespace StudyKit.Charts.Words;

/// <summary>A matrix: its size, and where its lowest and its highest value stand.</summary>
internal sealed class HeatmapWords(HeatmapFigure figure) : FigureWords
{
    private int Rows => figure.Values.GetLength(0);

    private int Columns => figure.Values.GetLength(1);

    public override string Kind =>
        $"Heatmap of {figure.ColorAxis.Title ?? "values"}, {Count(Rows, "row")}{Called(figure.YAxis)} by " +
        $"{Count(Columns, "column")}{Called(figure.XAxis)}";

    public override string Story
    {
        get
        {
            (double Value, int Row, int Column)[] cells = [.. Cells().Where(cell => double.IsFinite(cell.Value))];
            (double Value, int Row, int Column) low = cells.MinBy(cell => cell.Value),
                high = cells.MaxBy(cell => cell.Value);
            int missing = figure.Values.Length - cells.Length;
            string gaps = missing > 0 ? $"; {missing} cells without a value" : "";
            return $"Values from {Number(low.Value)} ({Place(low)}) to {Number(high.Value)} ({Place(high)}){gaps}";
        }
    }

    public override FigureTable Table()
    {
        string corner = (figure.YAxis.Title, figure.XAxis.Title) switch
        {
            ({ } y, { } x) => $"{y} \\ {x}",
            ({ } y, null) => y,
            _ => "",
        };
        return new FigureTable(
            [corner, .. Enumerable.Range(0, Columns).Select(ColumnName)],
            Enumerable.Range(0, Rows).Select(row =>
                (IReadOnlyList<object?>)[RowName(row), .. Enumerable.Range(0, Columns)
                    .Select(column => Cell(figure.Values[row, column]))]));
    }

    private IEnumerable<(double Value, int Row, int Column)> Cells() => Enumerable.Range(0, Rows)
        .SelectMany(row => Enumerable.Range(0, Columns).Select(column => (figure.Values[row, column], row, column)));

    private string Place((double Value, int Row, int Column) cell) =>
        $"row {RowName(cell.Row)}, column {ColumnName(cell.Column)}";

    private string RowName(int row) => figure.RowLabels?[row] ?? $"{row + 1}";

    private string ColumnName(int column) => figure.ColumnLabels?[column] ?? $"{column + 1}";

    private static string Called(Axis axis) => axis.Name is { } name ? $" ({name})" : "";
}
