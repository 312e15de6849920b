using System.Globalization;
using System.Text;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>
/// The data behind a figure as a table: numbers stay numbers, so that it can be read, copied and saved.
/// </summary>
public sealed class FigureTable
{
    /// <summary>Makes a table.</summary>
    /// <param name="columns">The headings, with units.</param>
    /// <param name="rows">
    /// The rows: text, numbers, or <c>null</c> for nothing; as many cells as there are headings.
    /// </param>
    public FigureTable(IEnumerable<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        Columns = [.. columns];
        Rows = [.. rows];
        int wrong = Rows.ToList().FindIndex(row => row.Count != Columns.Count);
        if (wrong >= 0)
        {
            throw new ArgumentException("Every row of a table has one cell for each heading. Expected " +
                $"{Columns.Count} cells. Received {Rows[wrong].Count} in row {wrong}.", nameof(rows));
        }
    }

    /// <summary>The headings, with units.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows; a cell is a text, a number or <c>null</c>.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; }

    /// <summary>
    /// An HTML table with numbers aligned; what does not fit into <paramref name="mostRows"/> is counted in a last
    /// line.
    /// </summary>
    public string ToHtml(int mostRows = 200) => TableWriter.Html(this, mostRows);

    /// <summary>All rows as comma-separated values with full precision, headings first.</summary>
    public string ToCsv()
    {
        StringBuilder csv = new();
        csv.AppendJoin(',', Columns.Select(Quote)).Append('\n');
        foreach (IReadOnlyList<object?> row in Rows)
        {
            csv.AppendJoin(',', row.Select(cell => Quote(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")))
                .Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>The table as aligned plain text, at most twenty rows.</summary>
    public override string ToString() => TableWriter.Plain(this, 20);

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
