using System.Text.Json.Nodes;
using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Figures;

namespace StudyKit.Notebooks.Export.Elements.Attention;

/// <summary>
/// Attention to explore. Picture and data are made here from the numbers of the output: nothing of its HTML is taken.
/// The style and the scripts lie in StudyKit.Charts, which writes them into notebooks too.
/// </summary>
internal sealed class AttentionElement : ReportElement
{
    private static readonly string[] Parts = ["parts.js", "attention-data.js", "attention-views.js"];

    public override string Name => "attention";

    public override string MimeType => MimeTypes.Attention;

    public override bool HasScript => true;

    public override string Foot(PageContext page) =>
        string.Concat(OtherScripts(page).Select(script => $"<script>{script}</script>\n"));

    public override IEnumerable<string> OtherScripts(PageContext page) => Parts.Select(Resource.Text);

    public override string Html(JsonNode data, ElementPlace place)
    {
        AttentionFigure figure;
        try
        {
            figure = new AttentionFigure(AttentionJson.Read(data));
        }
        catch (FormatException problem)
        {
            place.Page.Warn($"Cell {place.Cell.Id}: attention that cannot be shown. {problem.Message}");
            return $"""<p class="missing">[attention that cannot be shown: {Escaping.Html(problem.Message)}]</p>""";
        }

        int number = place.Page.AddData(Name, figure.ToJson());
        string still = FigureView.Html(figure.Still().ToHtml(), null, place.Cell, place.Page);
        return $"<div class=\"sk-attention\" data-attention=\"{number}\">\n{still}</div>";
    }

    public override string? Text(JsonNode data, MimeBundle bundle) => bundle.Text(MimeTypes.Plain);
}
