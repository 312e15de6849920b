namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The switches at the top of a page: all code, light and dark, the language. Scripts show them; without scripts
/// there is nothing to press.
/// </summary>
internal static class Bar
{
    // Each name in its own language, short enough for a phone.
    private static readonly (string Value, string Text, string Name)[] Languages =
    [
        ("en", "EN", "English"), ("zh", "中文", "Chinese"), ("both", "双语", "English and Chinese side by side"),
    ];

    public static string Html(bool hasCode, bool hasLanguages)
    {
        string code = hasCode ? "<button type=\"button\" id=\"code\" hidden>Show all code</button>" : "";
        string choices = string.Concat(Languages.Select(one =>
            $"<button type=\"button\" data-language=\"{one.Value}\" aria-label=\"{one.Text}, {one.Name}\" " +
            $"translate=\"no\">{one.Text}</button>"));
        string languages = hasLanguages
            ? $"<div id=\"languages\" role=\"group\" aria-label=\"Language\" hidden>{choices}</div>" : "";
        return $"<div class=\"bar\">{code}<button type=\"button\" id=\"theme\" hidden>" +
            $"{Export.Html.Icon("theme")}<span>Theme</span></button>{languages}</div>\n";
    }
}
