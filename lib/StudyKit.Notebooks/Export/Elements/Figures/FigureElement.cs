using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Elements.Figures;

/// <summary>
/// A chart: its static picture, over which plotly.js draws the same figure when it comes near the screen.
/// </summary>
internal sealed class FigureElement : ReportElement
{
    private static string Ends => Resource.Text("figure-ends.js");

    public override string Name => "figures";

    public override string MimeType => MimeTypes.Plotly;

    public override bool HasScript => true;

    public override string Foot(PageContext page)
    {
        PlotlyScript plotly = PlotlyScript.For(page);
        return $"<!-- plotly.js {plotly.Version}, Copyright 2012-2024 Plotly, Inc., MIT licence -->\n" +
            $"<script type=\"application/octet-stream\" id=\"plotly-packed\">{plotly.Packed}</script>\n" +
            $"<script>{Ends}</script>\n";
    }

    public override IEnumerable<string> OtherScripts(PageContext page) => [PlotlyScript.For(page).Text, Ends];

    public override IEnumerable<(string Name, string Version)> Tools(PageContext page) =>
        [("plotly.js", PlotlyScript.For(page).Version)];

    public override string Html(JsonNode data, ElementPlace place) =>
        FigureView.Html(place.Output.Text(MimeTypes.Html) ?? StaticFigure.From(data), data, place.Cell, place.Page);

    public override string? Text(JsonNode data, MimeBundle bundle) => bundle.Text(MimeTypes.Plain);

    public override bool Compiles(IReadOnlyList<PageData> data) => PlotlyScript.Compiles(data);
}
