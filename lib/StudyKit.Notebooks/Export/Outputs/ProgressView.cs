using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>The last state of a progress bar as one quiet line: what was done, its last values and how long it took.</summary>
internal static class ProgressView
{
    public static string Html(JsonNode progress)
    {
        string state = Json.Text(progress, "state") ?? "done";
        double done = Json.Number(progress, "done") ?? 0;
        double? total = Json.Number(progress, "total");
        string unit = Json.Text(progress, "unit") ?? "";
        string count = state == "done" || total is null ? Quantity.Count(done) : $"{Quantity.Count(done)} of {Quantity.Count(total.Value)}";

        List<string> parts = [$"<b>{Export.Html.Escape(Json.Text(progress, "label") ?? "progress")}</b>", Export.Html.Escape($"{count} {unit}".Trim())];
        if (Json.Field(progress, "values") is JsonObject values)
        {
            foreach ((string name, JsonNode? value) in values) parts.Add(Export.Html.Escape($"{name} {Json.Display(value)}"));
        }

        if (Json.Number(progress, "elapsed_s") is { } seconds) parts.Add(Quantity.Duration(seconds));
        if (state != "done") parts.Add(state == "stopped" ? "stopped before the end" : "was still running");
        string icon = state == "done" ? "supported" : "undecided";
        return $"""<p class="progress">{Export.Html.Icon(icon)} {string.Join("<span class=\"dot\"> · </span>", parts)}</p>""";
    }
}
