using System.Globalization;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Elements.Progress;

/// <summary>
/// The last state of a progress bar as one quiet line: what was done, its last values and how long it took.
/// </summary>
internal sealed class ProgressElement : ReportElement
{
    public override string Name => "progress";

    public override string MimeType => MimeTypes.Progress;

    public override bool IsLive => true;

    public override string? Html(JsonNode data, ElementPlace place) =>
        ProgressReport.Read(data) is { } progress
            ? Html(progress, isOpen: place.Page.Life is not null) : null;

    public override string? Text(JsonNode data, MimeBundle bundle) =>
        bundle.Text(MimeTypes.Plain) ?? ProgressReport.Read(data)?.ToString();

    private static string Html(ProgressReport progress, bool isOpen)
    {
        bool isDone = progress.State == ProgressState.Done;
        string count = isDone || progress.Total <= 0
            ? Quantity.Count(progress.Done)
            : $"{Quantity.Count(progress.Done)} of {Quantity.Count(progress.Total)}";
        List<string> parts =
        [
            $"<b>{Escaping.Html(progress.Label)}</b>", Escaping.Html($"{count} {progress.Unit}".Trim()),
        ];
        parts.AddRange(progress.Values.Select(value => Escaping.Html($"{value.Key} {NumberText.Of(value.Value)}")));
        if (double.IsFinite(progress.ElapsedSeconds)) parts.Add(Quantity.Duration(progress.ElapsedSeconds));
        if (!isDone)
        {
            parts.Add(progress.State == ProgressState.Stopped ? "stopped before the end"
                : isOpen ? "running" : "was still running");
        }

        string icon = Export.Html.Icon(isDone ? "supported" : "undecided");
        // How far it is, for a page that is open while it moves; in a report, how far it came.
        double done = (double)progress.Done / Math.Max(1, progress.Total);
        string share = done.ToString("0.###", CultureInfo.InvariantCulture);
        string bar = isDone || progress.Total <= 0 ? ""
            : $"<progress aria-hidden=\"true\" max=\"1\" value=\"{share}\"></progress>";
        return $"""<p class="progress">{icon} {bar}{string.Join("<span class=\"dot\"> · </span>", parts)}</p>""";
    }
}
