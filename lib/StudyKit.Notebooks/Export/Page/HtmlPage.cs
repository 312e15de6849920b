using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Elements;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>The frame of a page: head, content policy, icons, style and scripts around the content.</summary>
internal static class HtmlPage
{
    /// <summary>The signs of the verdicts, drawn once and used by their names.</summary>
    private static readonly string Icons = Resource.Text("icons.svg").TrimEnd('\n');

    /// <summary>What walks through a report, in the order in which they need each other.</summary>
    private static IEnumerable<string> Reading =>
        new[] { "sections.js", "passes.js", "present.js", "notes.js" }.Select(Resource.Text);

    /// <param name="title">The title of the window.</param>
    /// <param name="description">What the page is, for a list of files or search results.</param>
    /// <param name="content">Everything inside <c>body</c> but the frame.</param>
    /// <param name="page">Scripts and figures of the content.</param>
    /// <param name="own">
    /// The name of a style sheet and a script that this page has beside the reports' own; null for none.
    /// </param>
    public static string Html(
        string title, string description, string content, PageContext page, string? own = null)
    {
        string early = Resource.Text("theme.js");
        string[] late = [Resource.Text("page.js"), .. page.IsReading ? Reading : []];
        ReportElement[] alive =
        [
            // A live page may get any of them later.
            .. ReportElements.All.Where(element => element.HasScript
                && (page.Life is not null || page.Elements.Contains(element))),
        ];
        List<string> scripts =
        [
            early, .. late, .. page.Scripts,
            .. alive.SelectMany(element => (IEnumerable<string>)[ScriptOf(element), .. element.OtherScripts(page)]),
        ];
        if (page.Life is not null) scripts.Add(page.Life.Script);
        string ownScript = own is null ? "" : Resource.Text($"{own}.js");
        if (own is not null) scripts.Add(ownScript);
        bool compiles = alive.Any(element => element.Compiles(page.Data));

        string policy = Escaping.Html(ContentPolicy.For(
            scripts, page.HasHandlers, compiles, page.Life?.Server));
        string language = page.Language is { } chosen ? $" data-language=\"{chosen}\"" : "";
        StringBuilder html = new();
        html.Append($"""
            <!DOCTYPE html>
            <html lang="en"{language}>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="StudyKit">
            <meta name="description" content="{Escaping.Html(description)}">
            <title>{Escaping.Html(title)}</title>
            <link rel="icon" href="data:,">
            <style>
            {Stylesheet.Text}{page.Life?.Style}{(own is null ? "" : Resource.Text($"{own}.css"))}
            </style>
            <script>{early}</script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>
            {Icons}
            {content}
            """);
        html.Append('\n');
        foreach ((string name, int number, string json) in page.Data)
        {
            html.Append("<script type=\"application/json\" " +
                $"id=\"{name}-{number}\">{json.Replace("<", "\\u003c", StringComparison.Ordinal)}</script>\n");
        }

        foreach (ReportElement element in alive)
        {
            html.Append($"{element.Foot(page)}<script>{ScriptOf(element)}</script>\n");
        }

        foreach (string script in late) html.Append($"<script>{script}</script>\n");
        if (page.Life is not null) html.Append($"<script>{page.Life.Script}</script>\n");
        if (own is not null) html.Append($"<script>{ownScript}</script>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string ScriptOf(ReportElement element) => Resource.Text($"{element.Name}.js");
}
