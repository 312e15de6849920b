using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>
/// How a claim's result is shown: as the record that a run collects, as a row with a badge, as a line.
/// </summary>
internal sealed class ClaimFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<ClaimResult>(MimeTypes.Claim, result => RecordJson.Write(result.ToRecord().ToJson())),
        new TypeFormatter<ClaimResult>(MimeTypes.Html, Html),
        new TypeFormatter<ClaimResult>(MimeTypes.Plain, result => result.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    private static string Html(ClaimResult result)
    {
        // The badge brings its own ground: no one ink is readable on both a white and a dark page.
        (string sign, string line, string ink, string ground) = result.Verdict switch
        {
            Verdict.Supported => ("✓", "#00795a", "#00543e", "#d9efe6"),
            Verdict.NotSupported => ("✗", "#b34700", "#7a2e00", "#fbe3d3"),
            _ => ("?", "#5f6b76", "#3d4751", "#e4e8ec"),
        };
        ClaimRecord claim = result.ToRecord();
        StringBuilder html = new();
        html.Append($"<div class=\"sk-claim\" style=\"border-left:3px solid {line};padding:.3em " +
            ".9em;margin:.6em 0\">");
        html.Append($"<div><strong style=\"color:{ink};background:{ground};padding:.1em .5em;border-radius:.3em\">" +
            $"{sign} {result.VerdictText}</strong> · ");
        html.Append($"{Escaping.Html(claim.Statement)} <span " +
            $"style=\"opacity:.7\">({Escaping.Html(claim.Source)})</span></div>");
        html.Append($"<div style=\"font-size:.9em;opacity:.85\">measured {Escaping.Html(claim.Measured)} " +
            $"{Escaping.Html(claim.Unit)}");
        if (claim.IntervalText.Length > 0) html.Append($" · 95% interval {claim.IntervalText}, {claim.Seeds} seeds");
        if (claim.Published.Length > 0) html.Append($" · published: {Escaping.Html(claim.Published)}");
        html.Append($" · rule: {Escaping.Html(claim.Rule)}");
        if (claim.Reason.Length > 0) html.Append($" · {Escaping.Html(claim.Reason)}");
        return html.Append("</div></div>").ToString();
    }
}
