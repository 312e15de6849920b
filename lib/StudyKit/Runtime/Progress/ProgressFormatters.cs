using System.Net;
using System.Text.Json;
using StudyKit.Runtime.Display;

namespace StudyKit.Runtime.Progress;

/// <summary>Writes a progress report as the kit's JSON, as a small bar, and as a line.</summary>
internal sealed class ProgressFormatters
{
    public const string Json = "application/vnd.studykit.progress+json";
    public const string Html = "text/html";
    public const string Text = "text/plain";

    private readonly object[] _formatters =
    [
        new TextFormatter<ProgressReport>(Json, WriteJson),
        new TextFormatter<ProgressReport>(Html, WriteHtml),
        new TextFormatter<ProgressReport>(Text, report => report.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    private static string WriteJson(ProgressReport report) => JsonSerializer.Serialize(new
    {
        label = report.Label,
        done = report.Done,
        total = report.Total,
        unit = report.Unit,
        // JSON has no NaN or infinity.
        values = report.Values.ToDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null),
        elapsed_s = Math.Round(report.ElapsedSeconds, 3),
        left_s = report.LeftSeconds is { } left && double.IsFinite(left) ? Math.Round(left, 3) : (double?)null,
        state = report.State switch { ProgressState.Running => "running", ProgressState.Done => "done", _ => "stopped" },
        note = report.Note,
    });

    private static string WriteHtml(ProgressReport report) =>
        $"""<div class="sk-progress"><progress value="{report.Done}" max="{Math.Max(1, report.Total)}" aria-label="{WebUtility.HtmlEncode(report.Label)}"></progress> <span>{WebUtility.HtmlEncode(report.ToString())}</span></div>""";
}
