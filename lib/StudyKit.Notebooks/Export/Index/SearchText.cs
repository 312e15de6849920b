using System.Text.RegularExpressions;
using StudyKit.Notebooks.Export.Formulas;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Index;

/// <summary>Markdown and HTML as the plain text that a search looks through and shows.</summary>
internal static partial class SearchText
{
    /// <summary>The words of a Markdown text; formulas as one would type them, code blocks left out.</summary>
    /// <param name="markdown">The text.</param>
    public static string OfMarkdown(string markdown)
    {
        (string text, IReadOnlyList<Formula> formulas) = TexScanner.Extract(markdown);
        string html;
        try
        {
            html = Blocks().Replace(MarkdownHtml.Convert(text), " ");
        }
        catch (ArgumentException)
        {
            // Nested more deeply than Markdown's parser goes: a report shows the source, so that is what is found.
            return Spaces().Replace(markdown, " ").Trim();
        }

        return Spaces().Replace(
            TexScanner.Restore(OfHtml(html), formulas.Count, i => Typed(formulas[i].Tex)), " ").Trim();
    }

    /// <summary>The words of an HTML text.</summary>
    /// <param name="html">The text.</param>
    public static string OfHtml(string html) => Spaces().Replace(
        MarkdownRenderer.Parse(BlockEnds().Replace(html, " $0")).TextContent, " ").Trim();

    /// <summary>A formula without its marks: <c>\frac{QK^\top}{\sqrt{d_k}}</c> is QK^⊤/√d_k.</summary>
    private static string Typed(string tex)
    {
        string text = Fractions().Replace(tex, "$1/$2");
        text = Roots().Replace(text, "√$1").Replace("\\top", "⊤").Replace("\\cdot", "·").Replace("\\times", "×");
        text = Words().Replace(text, "$1");
        return Marks().Replace(text, " ").Replace("{", "").Replace("}", "").Replace("\\", "");
    }

    [GeneratedRegex(@"<pre.*?</pre>", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"</(?:p|li|td|th|dt|dd|h[1-6]|summary|blockquote)>")]
    private static partial Regex BlockEnds();

    [GeneratedRegex(@"\\d?frac\{([^{}]*)\}\{([^{}]*(?:\{[^{}]*\})?[^{}]*)\}")]
    private static partial Regex Fractions();

    [GeneratedRegex(@"\\sqrt\{([^{}]*)\}")]
    private static partial Regex Roots();

    [GeneratedRegex(@"\\(?:text|mathrm|mathit|textit|mathbf|operatorname|mathcal)\{([^{}]*)\}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\\(?:begin|end|tag|label)\{[^{}]*\}|\\(?:left|right|bigl|bigr|quad|,|;|!|\\)|&")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
