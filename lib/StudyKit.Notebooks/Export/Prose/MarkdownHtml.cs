using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// Markdown into HTML. HTML tags in the text pass when they only mark up text; any other is shown as it was written.
/// </summary>
internal static partial class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseDefinitionLists()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .Build();

    public static string Convert(string markdown)
    {
        using StringWriter writer = new();
        HtmlRenderer renderer = new(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlInlineRenderer>(new Inline());
        renderer.ObjectRenderers.Replace<HtmlBlockRenderer>(new Block());
        renderer.Render(Markdown.Parse(markdown, Pipeline));
        return writer.ToString();
    }

    private static string Tags(string html) => TagsAndComments().Replace(html, match =>
        match.Groups["comment"].Success ? ""
            : match.Groups["name"].Success && SafeTags.Contains(match.Groups["name"].Value) ? match.Value
            : Escaping.Html(match.Value));

    [GeneratedRegex(
        @"(?<comment><!--.*?-->)|</?(?<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>|<", RegexOptions.Singleline)]
    private static partial Regex TagsAndComments();

    private sealed class Inline : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline obj) => renderer.Write(Tags(obj.Tag));
    }

    private sealed class Block : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock obj) =>
            renderer.Write(Tags(obj.Lines.ToString()));
    }
}
