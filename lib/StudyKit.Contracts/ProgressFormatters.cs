namespace StudyKit.Contracts;

/// <summary>Writes a progress report as the kit's JSON, as a small bar, and as a line.</summary>
internal sealed class ProgressFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<ProgressReport>(MimeTypes.Progress, report => RecordJson.Write(report.ToJson())),
        new TypeFormatter<ProgressReport>(MimeTypes.Html, WriteHtml),
        new TypeFormatter<ProgressReport>(MimeTypes.Plain, report => report.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    /// <summary>For front ends that know nothing of the kit's own MIME type.</summary>
    private static string WriteHtml(ProgressReport report)
    {
        string label = Escaping.Html(report.Label), text = Escaping.Html(report.ToString());
        string bar = $"value=\"{report.Done}\" max=\"{Math.Max(1, report.Total)}\" aria-label=\"{label}\"";
        return $"""<div class="sk-progress"><progress {bar}></progress> <span>{text}</span></div>""";
    }
}
