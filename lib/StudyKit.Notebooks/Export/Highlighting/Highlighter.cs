using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Highlighting;

/// <summary>
/// Code into HTML with a span per token; colours are the style sheet's. No script is needed in the page.
/// </summary>
internal static class Highlighter
{
    /// <param name="code">The code as written.</param>
    /// <param name="language">The word after a Markdown fence; unknown ones stay plain.</param>
    public static string ToHtml(string code, string? language) => language?.ToLowerInvariant() switch
    {
        "csharp" or "c#" or "cs" or "csx" => CSharpHighlighter.ToHtml(code),
        "json" or "jsonc" or "ipynb" => JsonHighlighter.ToHtml(code),
        "bash" or "sh" or "shell" or "console" or "powershell" or "pwsh" => ShellHighlighter.ToHtml(code),
        _ => Escaping.Html(code),
    };

    /// <summary>A block of code; one with long lines may reach out of the reading column.</summary>
    public static string Block(string code, string? language)
    {
        string classes = IsWide(code) ? "code wide" : "code", name = Escaping.Html(Name(language));
        return $"""<pre class="{classes}" data-language="{name}"><code>{ToHtml(code, language)}</code></pre>""";
    }

    /// <summary>Whether a line is longer than the reading column holds.</summary>
    public static bool IsWide(string code) => code.Split('\n').Max(line => line.Length) > 74;

    /// <summary>How a person calls the language.</summary>
    public static string Name(string? language) => language?.ToLowerInvariant() switch
    {
        null or "" => "Text",
        "csharp" or "c#" or "cs" or "csx" => "C#",
        "json" or "jsonc" or "ipynb" => "JSON",
        "bash" or "sh" or "shell" or "console" => "Shell",
        "powershell" or "pwsh" => "PowerShell",
        "html" => "HTML",
        "mermaid" => "Mermaid",
        _ => language,
    };

    /// <summary>
    /// A token with its class: k keyword, s string, n number, c comment, t type, f function, p directive.
    /// </summary>
    public static string Span(char kind, string text) => $"""<span class="{kind}">{Escaping.Html(text)}</span>""";
}
