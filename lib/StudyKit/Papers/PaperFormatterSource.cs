using System.Net;
using System.Text;

namespace StudyKit.Papers;

/// <summary>How claims, ledgers and source listings are shown in a notebook. Found by convention (see <see cref="TypeFormatterSourceAttribute"/>).</summary>
internal sealed class PaperFormatterSource
{
    private readonly ObjectFormatter[] _formatters =
    [
        new(ClaimJson.MimeType, value => value is ClaimResult claim ? ClaimJson.Write(claim) : null),
        new("text/html", value => value switch { ClaimResult claim => ClaimHtml(claim), Ledger ledger => LedgerHtml(ledger), _ => null }),
        new("text/markdown", value => value is SourceListing listing ? listing.ToMarkdown() : null),
        new("text/plain", value => value is ClaimResult or Ledger or SourceListing ? value.ToString() : null),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    /// <summary>One formatter as the convention wants it: a MIME type and a way to write.</summary>
    internal sealed class ObjectFormatter(string mimeType, Func<object, string?> write)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            if (write(instance) is not { } text) return false;
            writer.Write(text);
            return true;
        }
    }

    private static string ClaimHtml(ClaimResult result)
    {
        (string sign, string color) = result.Verdict switch
        {
            Verdict.Supported => ("✓", "#00795a"),
            Verdict.NotSupported => ("✗", "#b34700"),
            _ => ("?", "#5f6b76"),
        };
        StringBuilder html = new();
        html.Append($"<div class=\"sk-claim\" style=\"border-left:3px solid {color};padding:.3em .9em;margin:.6em 0\">");
        html.Append($"<div><strong style=\"color:{color}\">{sign} {result.VerdictText}</strong> · {Text(result.Claim.Statement)} <span style=\"opacity:.7\">({Text(result.Claim.Source)})</span></div>");
        html.Append($"<div style=\"font-size:.9em;opacity:.85\">measured {Text(result.Measured)} {Text(result.Unit)}");
        if (result.Interval is { } interval) html.Append($" · 95% interval {NumberText.Format(interval.Low)} to {NumberText.Format(interval.High)}, {result.Seeds} seeds");
        if (result.Claim.Published is { } published) html.Append($" · published: {Text(published)}");
        html.Append($" · rule: {Text(result.Rule)}");
        if (result.Reason.Length > 0) html.Append($" · {Text(result.Reason)}");
        return html.Append("</div></div>").ToString();
    }

    private static string LedgerHtml(Ledger ledger)
    {
        StringBuilder html = new();
        html.Append($"<table class=\"sk-ledger\"><caption>{Text(ledger.Title)}</caption><thead><tr>");
        foreach (string column in ledger.Columns) html.Append($"<th scope=\"col\">{Text(column)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in ledger.Rows)
        {
            html.Append($"<tr><th scope=\"row\">{Text(row[0])}</th>");
            foreach (string cell in row.Skip(1)) html.Append($"<td>{Text(cell)}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
