using System.Globalization;
using System.Text;
using StudyKit.Charts.Geometry;
using StudyKit.Contracts;

namespace StudyKit.Charts.Words;

/// <summary>Writes a table as HTML and as plain text.</summary>
internal static class TableWriter
{
    internal const string Css = ".sk-table .n{text-align:right;font-variant-numeric:tabular-nums}";

    public static string Html(FigureTable table, int mostRows)
    {
        StringBuilder html = new($"<style>{Css}</style>\n<table class=\"sk-table\"><thead><tr>");
        foreach (string column in table.Columns) html.Append($"<th scope=\"col\">{Escaping.Html(column)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<object?> row in table.Rows.Take(mostRows))
        {
            html.Append("<tr>");
            foreach (object? cell in row)
            {
                html.Append(IsNumber(cell) ? "<td class=\"n\">" : "<td>")
                    .Append(Escaping.Html(Show(cell))).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody></table>");
        int left = table.Rows.Count - mostRows;
        if (left > 0)
        {
            html.Append($"<p class=\"sk-more\">{NumberText.Plain(left, 0)} more rows; figure.ToTable() has all of " +
                "them.</p>");
        }

        return html.ToString();
    }

    public static string Plain(FigureTable table, int mostRows)
    {
        List<string[]> lines =
        [
            [.. table.Columns], .. table.Rows.Take(mostRows).Select(row => row.Select(Show).ToArray()),
        ];
        int[] widths =
        [
            .. Enumerable.Range(0, table.Columns.Count).Select(column => lines.Max(line => Cells(line[column]))),
        ];
        StringBuilder text = new();
        for (int i = 0; i < lines.Count; i++)
        {
            bool heading = i == 0;
            IEnumerable<string> cells = lines[i].Select((cell, column) =>
                !heading && IsNumber(table.Rows[i - 1][column])
                    ? Space(cell, widths[column]) + cell
                    : cell + Space(cell, widths[column]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }

        if (table.Rows.Count > mostRows)
        {
            text.AppendLine($"… {NumberText.Plain(table.Rows.Count - mostRows, 0)} more rows");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Show(object? cell) => cell switch
    {
        null => "",
        double number => double.IsFinite(number) ? NumberText.Of(number) : "",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool IsNumber(object? cell) => cell is double or int or long;

    /// <summary>Width in terminal cells: a Chinese character takes two.</summary>
    private static int Cells(string text) => text.EnumerateRunes().Sum(rune => TextWidth.IsWide(rune) ? 2 : 1);

    private static string Space(string cell, int width) => new(' ', Math.Max(0, width - Cells(cell)));
}
