using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Figures;

namespace StudyKit.Notebooks.Export.Elements.Frames;

/// <summary>
/// A figure with a slider over its frames. Its pictures stand in the output's HTML, which is made safe like all HTML of
/// cells; the script only shows one of them at a time.
/// </summary>
internal sealed class FramesElement : ReportElement
{
    public override string Name => "frames";

    public override string MimeType => MimeTypes.Frames;

    public override bool HasScript => true;

    public override string Foot(PageContext page) =>
        string.Concat(OtherScripts(page).Select(script => $"<script>{script}</script>\n"));

    public override IEnumerable<string> OtherScripts(PageContext page) => [Resource.Text("parts.js")];

    public override string? Html(JsonNode data, ElementPlace place) =>
        place.Output.Text(MimeTypes.Html) is { } html && html.Contains("sk-frames-each", StringComparison.Ordinal)
            ? FigureView.Html(html, null, place.Cell, place.Page)
            : $"<p class=\"missing\">[frames over {Escaping.Html(RecordJson.Text(data, "name") ?? "something")}, " +
                "whose pictures are not in this file]</p>";

    public override string? Text(JsonNode data, MimeBundle bundle) => bundle.Text(MimeTypes.Plain);
}
