using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Elements;
using StudyKit.Notebooks.Export.Formulas;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>With what the page was made, and how to make it again.</summary>
internal static class Footer
{
    public static string Html(string notebook, RunRecord run, IReadOnlyList<(string Name, string Version)> tools)
    {
        StringBuilder html = new("<footer class=\"colophon\">\n<h2>How this page was made</h2>\n");
        string scale = run.Scale.Length > 0 ? $" --scale {run.Scale}" : "";
        html.Append($"<p>Every figure and number above comes from a cell of <code>{Escaping.Html(notebook)}</code>. " +
            $"To make it again: <code>studykit run {Escaping.Html(notebook + scale)}</code></p>\n");
        string parameters = string.Join(
            ", ", run.Parameters.Select(parameter => $"{parameter.Name} = {parameter.Value}"));
        if (parameters.Length > 0) html.Append($"<p>Parameters: {Data(parameters)}</p>\n");
        if (run.Machine.Length > 0) html.Append($"<p>Machine: {Data(run.Machine)}</p>\n");
        IEnumerable<string> versions = run.Versions
            .Concat(tools).DistinctBy(tool => tool.Item1).Select(tool => $"{tool.Item1} {tool.Item2}");
        html.Append($"<p class=\"quiet\" translate=\"no\">{Escaping.Html(string.Join(" · ", versions))}</p>\n");
        if (run.Started is { } started)
        {
            html.Append($"<p class=\"quiet\">Run on {started:yyyy-MM-dd HH:mm} UTC. The page needs no network.</p>\n");
        }

        return html.Append("</footer>\n").ToString();
    }

    private static string Data(string text) => $"<span translate=\"no\">{Escaping.Html(text)}.</span>";

    /// <summary>The exporter's own tools.</summary>
    public static IEnumerable<(string Name, string Version)> Tools(
        IEnumerable<ReportElement> elements, bool hasFormulas)
    {
        yield return ("StudyKit", typeof(Footer).Assembly.GetName().Version!.ToString(3));
        foreach ((string name, string version) in elements.SelectMany(element => element.Tools))
        {
            yield return (name, version);
        }

        if (hasFormulas) yield return ("Temml", TexEngine.Version);
    }
}
