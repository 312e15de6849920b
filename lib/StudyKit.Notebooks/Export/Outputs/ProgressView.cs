using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>The last state of a progress bar as one quiet line: what was done, its last values and how long it took.</summary>
internal static class ProgressView
{
    public static string Html(ProgressReport progress)
    {
        bool isDone = progress.State == ProgressState.Done;
        string count = isDone || progress.Total <= 0
            ? Quantity.Count(progress.Done)
            : $"{Quantity.Count(progress.Done)} of {Quantity.Count(progress.Total)}";
        List<string> parts = [$"<b>{Escaping.Html(progress.Label)}</b>", Escaping.Html($"{count} {progress.Unit}".Trim())];
        parts.AddRange(progress.Values.Select(value => Escaping.Html($"{value.Key} {NumberText.Of(value.Value)}")));
        if (double.IsFinite(progress.ElapsedSeconds)) parts.Add(Quantity.Duration(progress.ElapsedSeconds));
        if (!isDone) parts.Add(progress.State == ProgressState.Stopped ? "stopped before the end" : "was still running");
        string icon = isDone ? "supported" : "undecided";
        return $"""<p class="progress">{Export.Html.Icon(icon)} {string.Join("<span class=\"dot\"> · </span>", parts)}</p>""";
    }
}
