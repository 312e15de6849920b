using StudyKit.Charts.Colors;

namespace StudyKit.Charts.Words;

/// <summary>Small multiples: how many panels of which kind, their names, and their tables below each other.</summary>
internal sealed class GridWords(GridFigure grid) : FigureWords
{
    private bool Matrices => grid.Panels.All(panel => panel is IHeat);

    public override string Kind =>
        $"{Count(grid.Panels.Length, "panel")} in {Count(grid.Rows, "row")} and {Count(grid.Columns, "column")}, " +
        $"each a {LowerFirst(grid.Panels[0].Words.Kind)}";

    public override string Story => Told([.. grid.Panels.Select((_, i) => PanelName(i))], "");

    /// <summary>The panel stands in the first column; equal headings share a column.</summary>
    public override FigureTable Table()
    {
        FigureTable[] tables = [.. grid.Panels.Select(panel => panel.Words.Table())];
        bool alike = tables.All(table => table.Columns.SequenceEqual(tables[0].Columns));
        string[] columns = alike ? [.. tables[0].Columns]
            : Matrices ? ["row", "column", "value"]
            : [.. tables.SelectMany(table => table.Columns).Distinct()];
        return new FigureTable(
            ["panel", .. columns],
            tables.SelectMany((table, i) => Rows(table).Select(row => (IReadOnlyList<object?>)[PanelName(i), .. row])));

        IEnumerable<IReadOnlyList<object?>> Rows(FigureTable table) => alike ? table.Rows
            : Matrices ? table.Rows.SelectMany(row => Unfolded(table, row))
            : table.Rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(name => CellOf(table, row, name))]);
    }

    private static IEnumerable<IReadOnlyList<object?>> Unfolded(FigureTable table, IReadOnlyList<object?> row) =>
        row.Skip(1).Select((value, column) => (IReadOnlyList<object?>)[row[0], table.Columns[column + 1], value]);

    private static object? CellOf(FigureTable table, IReadOnlyList<object?> row, string column) =>
        table.Columns.ToList().IndexOf(column) is >= 0 and int at ? row[at] : null;

    /// <summary>What a panel is called: its title, else its headings, else its number.</summary>
    private string PanelName(int index)
    {
        string?[] parts =
        [
            grid.RowNames?[index / grid.Columns], grid.ColumnNames?[index % grid.Columns], grid.Panels[index].TitleText,
        ];
        string name = string.Join(", ", parts.Where(part => part is not null));
        return name.Length > 0 ? name : $"{index + 1}";
    }

    private static string LowerFirst(string text) =>
        text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
