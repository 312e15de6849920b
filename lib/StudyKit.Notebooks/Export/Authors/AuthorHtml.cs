using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Authors;

/// <summary>
/// HTML that a cell's output brought. What only marks up text stands in the page; what runs or restyles gets a frame of
/// its own, where the notebook was run on this machine or the reader trusts it.
/// </summary>
internal static class AuthorHtml
{
    public static string Html(string html, Cell cell, PageContext page)
    {
        IElement body = MarkdownRenderer.Parse(html);
        ActiveContent.RemoveKnownSheets(body);
        bool isActive = ActiveContent.In(body);
        if (isActive && page.IsTrusted) return HtmlFrame.Html(body, cell, page);
        string safe = $"""<div class="html-output scroll">{SafeHtml.Settle(body, cell, page).InnerHtml}</div>""";
        if (!isActive) return safe;
        page.Warn($"Cell {cell.Id}: the output runs scripts or brings style sheets, and this notebook was not run " +
            "here. They were left out; --trust shows them.");
        return "<p class=\"missing\">[This output runs scripts. The notebook was not run on this machine, so they " +
            $"were left out: studykit report --trust shows them.]</p>{safe}";
    }
}
