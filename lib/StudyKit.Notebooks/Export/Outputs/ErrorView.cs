using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>The error that ended a cell: what went wrong first, the stack folded below it.</summary>
internal static class ErrorView
{
    private static string Cross => Export.Html.Icon("not-supported");

    public static string Html(ErrorOutput error, bool expected)
    {
        string name = error.Name.Split('.')[^1], message = Ansi.Plain(error.Message).Trim();
        string stack = string.Join('\n', error.Traceback.Select(Ansi.Plain)).Trim('\n');
        if (stack.StartsWith($"{error.Name}: {message}", StringComparison.Ordinal))
        {
            stack = stack[(error.Name.Length + 2 + message.Length)..].Trim('\n');
        }

        if (name == "CompilationError" && stack.StartsWith(message, StringComparison.Ordinal))
        {
            return Compilation(stack, expected);
        }

        string title = expected ? $"{name}, as this cell expects" : name;
        string details = stack.Length == 0 || stack == message
            ? ""
            : $"<details{(expected ? "" : " open")}><summary>Where</summary><pre>{Escaping.Html(stack)}</pre>" +
                "</details>";
        return $"""
            <div class="error{(expected ? " expected" : "")}">
            <p class="error-name">{Export.Html.Icon("not-supported")} {Escaping.Html(title)}</p>
            <p class="error-message">{Escaping.Html(message)}</p>
            {details}
            </div>
            """;
    }

    /// <summary>The compiler's messages, each with its line of source and a mark under the place.</summary>
    private static string Compilation(string errors, bool expected) => $"""
        <div class="error{(expected ? " expected" : "")}">
        <p class="error-name">{Cross} The cell does not compile{(expected ? ", as it expects" : "")}</p>
        <pre>{Escaping.Html(errors)}</pre>
        </div>
        """;
}
