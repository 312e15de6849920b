using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Figures;

namespace StudyKit.Notebooks.Export.Elements.Models;

/// <summary>
/// A model as blocks that open. They open without scripts; the script only adds keys and what is pointed at. The blocks
/// stand in the output's HTML, which is made safe like all HTML of cells.
/// </summary>
internal sealed class ModelElement : ReportElement
{
    public override string Name => "model";

    public override string MimeType => MimeTypes.Model;

    public override bool HasScript => true;

    public override string Foot(PageContext page) =>
        string.Concat(OtherScripts(page).Select(script => $"<script>{script}</script>\n"));

    public override IEnumerable<string> OtherScripts(PageContext page) => [Resource.Text("parts.js")];

    public override string? Html(JsonNode data, ElementPlace place) =>
        place.Output.Text(MimeTypes.Html) is { } html && html.Contains("sk-model", StringComparison.Ordinal)
            ? FigureView.Html(html, null, place.Cell, place.Page)
            : "<p class=\"missing\">[a model whose picture is not in this file]</p>";

    public override string? Text(JsonNode data, MimeBundle bundle) => bundle.Text(MimeTypes.Plain);
}
