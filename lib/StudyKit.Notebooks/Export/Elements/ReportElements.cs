using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Elements.Attention;
using StudyKit.Notebooks.Export.Elements.Claims;
using StudyKit.Notebooks.Export.Elements.Figures;
using StudyKit.Notebooks.Export.Elements.Frames;
using StudyKit.Notebooks.Export.Elements.Models;
using StudyKit.Notebooks.Export.Elements.Progress;

namespace StudyKit.Notebooks.Export.Elements;

/// <summary>All kinds of elements that a report draws in a way of their own.</summary>
public static class ReportElements
{
    /// <summary>
    /// The order is that of their style sheets, and of choice where an output has several of their types.
    /// </summary>
    internal static IReadOnlyList<ReportElement> All { get; } =
    [
        new ClaimElement(), new ProgressElement(), new FigureElement(), new AttentionElement(), new FramesElement(),
        new ModelElement(),
    ];

    /// <summary>
    /// What an output says in a terminal while its cell still runs; null when it is no element that changes.
    /// </summary>
    /// <param name="output">The output.</param>
    public static string? LiveText(MimeBundle output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Found(output).Where(one => one.Element.IsLive)
            .Select(one => one.Element.Text(one.Data, output)).FirstOrDefault();
    }

    /// <summary>The output as an element of the page; null when it is none.</summary>
    internal static string? Html(MimeBundle output, Cell cell, PageContext page)
    {
        foreach ((ReportElement element, JsonNode data) in Found(output))
        {
            if (element.Html(data, new ElementPlace(output, cell, page)) is not { } html) continue;
            page.Elements.Add(element);
            return html;
        }

        return null;
    }

    private static IEnumerable<(ReportElement Element, JsonNode Data)> Found(MimeBundle output) => All
        .Select(element => (Element: element, Data: output.Json(element.MimeType)))
        .Where(one => one.Data is not null)
        .Select(one => (one.Element, one.Data!));
}
