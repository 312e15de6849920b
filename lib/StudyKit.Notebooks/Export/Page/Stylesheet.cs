using StudyKit.Charts;
using StudyKit.Notebooks.Export.Elements;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The report's style sheet. The dark colours are written once and stand in it twice: for the system's wish and for the
/// reader's.
/// </summary>
internal static class Stylesheet
{
    public static string Text { get; } = string.Join('\n', (IEnumerable<string>)
    [
        Resource.Text("colors.css"),
        Dark(),
        Resource.Text("page.css"),
        Resource.Text("cells.css"),
        .. FigureStyle.Sheets,
        .. ReportElements.All.Select(element => Resource.Text($"{element.Name}.css")),
        Resource.Text("formulas.css"),
        Resource.Text("passes.css"),
        Resource.Text("present.css"),
        Resource.Text("notes.css"),
        Resource.Text("languages.css"),
        Resource.Text("print.css"),
    ]);

    private static string Dark()
    {
        string colors = Resource.Text("colors-dark.css");
        return $"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {colors} }} " +
            $"}}\n@media screen {{ :root[data-theme=\"dark\"] {{ {colors} }} }}";
    }
}
