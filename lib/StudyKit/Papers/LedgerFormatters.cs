using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>How a ledger is shown: as a table, as lines.</summary>
internal sealed class LedgerFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<Ledger>(MimeTypes.Html, Html),
        new TypeFormatter<Ledger>(MimeTypes.Plain, ledger => ledger.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    private static string Html(Ledger ledger)
    {
        StringBuilder html = new();
        html.Append($"<table class=\"sk-ledger\"><caption>{Escaping.Html(ledger.Title)}</caption><thead><tr>");
        foreach (string column in ledger.Columns) html.Append($"<th scope=\"col\">{Escaping.Html(column)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in ledger.Rows)
        {
            html.Append($"<tr><th scope=\"row\">{Escaping.Html(row[0])}</th>");
            foreach (string cell in row.Skip(1)) html.Append($"<td>{Escaping.Html(cell)}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }
}
