using System.Text.Json.Nodes;
using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Authors;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Elements.Figures;

/// <summary>
/// A figure: its static picture, which stays for print and for readers without scripts, and beside it the data with
/// which plotly.js draws the same figure to be pointed at and zoomed into.
/// </summary>
internal static class FigureView
{
    /// <summary>Under which the page keeps the charts' JSON; the script looks for it.</summary>
    public const string DataName = "figure";

    /// <param name="html">The static figure: a <c>figure</c> element, or whatever the output had.</param>
    /// <param name="plotly">Plotly's JSON: data, layout, config.</param>
    /// <param name="cell">The cell that made it.</param>
    /// <param name="page">Takes the JSON.</param>
    public static string Html(string html, JsonNode? plotly, Cell cell, PageContext page)
    {
        IElement body = MarkdownRenderer.Parse(html);
        ActiveContent.RemoveKnownSheets(body);
        body = SafeHtml.Settle(body, cell, page);
        IElement figure = body.QuerySelector("figure") ?? Wrap(body);
        IElement picture = figure.Owner!.CreateElement("div");
        picture.ClassName = "figure-static";
        picture.Append([.. figure.ChildNodes.Where(IsPicture)]);
        figure.Prepend(picture);
        if (plotly is JsonObject json && json["data"] is JsonArray { Count: > 0 })
        {
            JsonObject shown = page.Life?.Chart(cell, json) ?? json;
            figure.SetAttribute("data-figure", page.AddData(DataName, shown.ToJsonString()).ToString());
        }

        figure.ClassList.Add("figure");
        return body.InnerHtml;
    }

    private static bool IsPicture(INode node) =>
        node is not IElement { LocalName: "figcaption" or "details" or "style" };

    private static IElement Wrap(IElement body)
    {
        IElement figure = body.Owner!.CreateElement("figure");
        figure.Append([.. body.ChildNodes]);
        body.Append(figure);
        return figure;
    }
}
