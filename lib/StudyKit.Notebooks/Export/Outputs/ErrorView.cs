using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>The error that ended a cell: what went wrong first, the stack folded below it.</summary>
internal static class ErrorView
{
    public static string Html(ErrorOutput error, bool expected)
    {
        string name = error.Name.Split('.')[^1], message = Ansi.Plain(error.Message).Trim();
        string stack = string.Join('\n', error.Traceback.Select(Ansi.Plain)).Trim('\n');
        string title = expected ? $"{name}, as this cell expects" : name;
        string details = stack.Length == 0 || stack == message
            ? ""
            : $"<details{(expected ? "" : " open")}><summary>Where</summary><pre>{Export.Html.Escape(stack)}</pre></details>";
        return $"""
            <div class="error{(expected ? " expected" : "")}">
            <p class="error-name">{Export.Html.Icon("not-supported")} {Export.Html.Escape(title)}</p>
            <p class="error-message">{Export.Html.Escape(message)}</p>
            {details}
            </div>
            """;
    }
}
