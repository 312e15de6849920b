using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Formulas;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>With what the page was made, and how to make it again.</summary>
internal static class Footer
{
    /// <param name="notebook">The executed notebook's file.</param>
    /// <param name="run">What is known of the run.</param>
    /// <param name="given">The names of the parameters that were given to it.</param>
    /// <param name="tools">With what the page was made.</param>
    public static string Html(
        string notebook, RunRecord run, IEnumerable<string> given, IReadOnlyList<(string Name, string Version)> tools)
    {
        StringBuilder html = new("<footer class=\"colophon\">\n<h2>How this page was made</h2>\n");
        html.Append($"<p>Every figure and number above comes from a cell of <code>{Escaping.Html(notebook)}</code>. " +
            $"To make it again: <code>{Escaping.Html(Command(notebook, run, given))}</code></p>\n");
        string parameters = string.Join(
            ", ",
            run.Parameters.Where(parameter => parameter.Value.Length > 0)
                .Select(parameter => $"{parameter.Name} = {parameter.Value}"));
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

    /// <summary>The run's own command: with another seed or another size, other numbers come out.</summary>
    private static string Command(string notebook, RunRecord run, IEnumerable<string> given)
    {
        string source = run.Notebook.Length > 0 ? run.Notebook : notebook;
        StringBuilder command = new($"studykit run {Word(source)}");
        if (run.Scale.Length > 0) command.Append($" --scale {Word(run.Scale)}");
        foreach (string name in given.Where(name => name != "scale").Distinct())
        {
            string? value = run.Parameters.Where(one => one.Name == name).Select(one => one.Value).FirstOrDefault();
            if (value is not null) command.Append($" -p {Word($"{name}={value}")}");
        }

        return command.ToString();
    }

    /// <summary>As one word of a shell: in quotes where it has blanks or marks of the shell's own.</summary>
    private static string Word(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "._-+=:/,@%".Contains(c, StringComparison.Ordinal))
            ? text : $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Data(string text) => $"<span translate=\"no\">{Escaping.Html(text)}.</span>";

    /// <summary>The exporter's own tools.</summary>
    public static IEnumerable<(string Name, string Version)> Tools(PageContext page, bool hasFormulas)
    {
        yield return ("StudyKit", typeof(Footer).Assembly.GetName().Version!.ToString(3));
        foreach ((string name, string version) in page.Elements.SelectMany(one => one.Tools(page)))
        {
            yield return (name, version);
        }

        if (hasFormulas) yield return ("Temml", TexEngine.Version);
    }
}
