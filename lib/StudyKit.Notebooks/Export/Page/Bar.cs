namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The switches at the top of a page: the presenter's view, the passes and the notes of a report, all code, light and
/// dark, the language. Scripts show them; without scripts there is nothing to press.
/// </summary>
internal static class Bar
{
    // Each name in its own language, short enough for a phone.
    private static readonly (string Value, string Text, string Name)[] Languages =
    [
        ("en", "EN", "English"), ("zh", "中文", "Chinese"), ("both", "双语", "English and Chinese side by side"),
    ];

    // One paper is read in three passes, presented, and written about; a list of papers is not.
    private const string Reading =
        "<button type=\"button\" id=\"present\" hidden>Present</button>" +
        "<select id=\"passes\" aria-label=\"Passes\" hidden><option value=\"\">All passes</option>" +
        "<option value=\"1\">First pass</option><option value=\"2\">Second pass</option>" +
        "<option value=\"3\">Third pass</option></select>" +
        "<button type=\"button\" id=\"notes-open\" hidden>Notes</button>";

    /// <param name="hasCode">Whether the page shows code.</param>
    /// <param name="hasLanguages">Whether it has a Chinese edition.</param>
    /// <param name="isReading">Whether it is one paper's page.</param>
    public static string Html(bool hasCode, bool hasLanguages, bool isReading = false)
    {
        string code = hasCode ? "<button type=\"button\" id=\"code\" hidden>Show all code</button>" : "";
        string choices = string.Concat(Languages.Select(one =>
            $"<button type=\"button\" data-language=\"{one.Value}\" aria-label=\"{one.Text}, {one.Name}\" " +
            $"translate=\"no\">{one.Text}</button>"));
        string languages = hasLanguages
            ? $"<div id=\"languages\" role=\"group\" aria-label=\"Language\" hidden>{choices}</div>" : "";
        return $"<div class=\"bar\">{(isReading ? Reading : "")}{code}<button type=\"button\" id=\"theme\" hidden>" +
            $"{Export.Html.Icon("theme")}<span>Theme</span></button>{languages}</div>\n";
    }
}
