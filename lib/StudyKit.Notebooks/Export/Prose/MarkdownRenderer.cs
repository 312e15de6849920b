using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Formulas;
using StudyKit.Notebooks.Export.Highlighting;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// A Markdown text into the report's HTML: formulas as MathML, code coloured, headings with anchors, images inside the
/// page.
/// </summary>
internal sealed partial class MarkdownRenderer(PageContext page, Images images)
{
    private static readonly HtmlParser Parser = new();

    // Behind the anchors of the second language, whose text stands on the same page.
    private string _suffix = "";

    /// <summary>What the formulas of the page share.</summary>
    public PageFormulas Formulas { get; } = new();

    /// <summary>
    /// Renders the same cell in Chinese: its anchors are its own, and its headings stand beside the English ones.
    /// </summary>
    /// <param name="markdown">The text.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="headings">How many headings the page had before the cell's English text.</param>
    public string RenderChinese(string markdown, Cell cell, int headings)
    {
        int before = page.Headings.Count;
        _suffix = "-zh";
        string html = Render(markdown, cell);
        _suffix = "";
        Heading[] own = [.. page.Headings.Skip(before)];
        page.Headings.RemoveRange(before, own.Length);
        for (int i = 0; i < own.Length && headings + i < before; i++)
        {
            page.Headings[headings + i] = page.Headings[headings + i] with { Chinese = own[i] };
        }

        return html;
    }

    /// <param name="markdown">The text.</param>
    /// <param name="cell">The cell it stands in, for anchors and warnings.</param>
    /// <param name="isOutput">Whether a program wrote it: its headings then stay out of the contents.</param>
    public string Render(string markdown, Cell cell, bool isOutput = false)
    {
        (string text, IReadOnlyList<Formula> formulas) = TexScanner.Extract(markdown);
        IElement body = Parse(Html(text, cell));
        foreach (IElement old in body.QuerySelectorAll("a[name]:not([id])")) old.Id = old.GetAttribute("name")!;
        SafeTags.Clean(body);
        RestoreInAttributesAndCode(body, formulas);
        OwnIds(body, cell);
        Headings(body, formulas, isOutput);
        Links.Settle(body, page, cell);
        foreach (IHtmlImageElement image in body.QuerySelectorAll<IHtmlImageElement>("img")) images.Settle(image, cell);
        CodeBlocks(body);
        Tasks(body);
        Tables.Settle(body);
        if (!isOutput && cell.HasTag(Questions.Tag)) Questions.Settle(body, page, cell, _suffix);
        if (_suffix.Length == 0) Chinese.Mark(body);
        return TexScanner.Restore(body.InnerHtml, formulas.Count, i => MathMl(formulas[i], cell));
    }

    internal static IElement Parse(string html)
    {
        IDocument document = Parser.ParseDocument("<!DOCTYPE html><html><body></body></html>");
        document.Body!.InnerHtml = html;
        return document.Body;
    }

    /// <summary>The text's HTML; the text itself where it is nested more deeply than Markdown's parser goes.</summary>
    private string Html(string text, Cell cell)
    {
        try
        {
            return MarkdownHtml.Convert(text);
        }
        catch (ArgumentException tooDeep)
        {
            page.Warn($"Cell {cell.Id}: the Markdown text is shown as its source: " +
                $"{tooDeep.Message.Split('\n')[0].TrimEnd('.')}.");
            return $"<pre>{Escaping.Html(text)}</pre>";
        }
    }

    private string MathMl(Formula formula, Cell cell)
    {
        if (PageFormulas.Reference(formula.Tex) is { } reference)
        {
            return ReferenceHtml(reference.Label, reference.InBrackets, cell);
        }

        (string tex, IReadOnlyList<string> labels) = Formulas.Prepare(formula.Tex);
        if (tex.Length == 0) return "";
        TexResult result = TexEngine.ToMathMl(tex, formula.Display);
        // An environment that stands on lines of its own, between single dollars: Jupyter shows it all the same.
        if (result.MathMl is null && !formula.Display && tex.StartsWith("\\begin{", StringComparison.Ordinal)
            && TexEngine.ToMathMl(tex, display: true) is { MathMl: not null } asDisplay)
        {
            result = asDisplay;
        }

        string html = result.MathMl ?? "";
        if (result.MathMl is null)
        {
            page.Warn($"Cell {cell.Id}: the formula {formula.Tex.ReplaceLineEndings(" ")} is shown as its source: " +
                $"{result.Problem?.TrimEnd('.')}.");
            string why = Escaping.Html(result.Problem);
            html = $"""<code class="tex-source" title="{why}">{Escaping.Html(formula.Tex)}</code>""";
        }

        string anchors = string.Concat(labels.Select(label =>
            $"""<span id="{page.TakeId(PageFormulas.Anchor(label) + _suffix)}"></span>"""));
        return formula.Display ? $"""<span class="equation">{anchors}{html}</span>""" : anchors + html;
    }

    /// <summary>A link to the labelled equation; question marks, as in LaTeX, where there is none.</summary>
    private string ReferenceHtml(string label, bool inBrackets, Cell cell)
    {
        string? number = Formulas.NumberOf(label);
        string text = Escaping.Html(inBrackets ? $"({number ?? "???"})" : number ?? "???");
        if (number is not null) return $"""<a href="#{PageFormulas.Anchor(label)}{_suffix}">{text}</a>""";
        page.Warn($"Cell {cell.Id}: no equation has the label {label}, so the reference to it has no number. Write " +
            $"\\label{{{label}}} into the equation.");
        return text;
    }

    /// <summary>There a formula would be wrong: in code it is code, and in an attribute no markup can stand.</summary>
    private static void RestoreInAttributesAndCode(IElement body, IReadOnlyList<Formula> formulas)
    {
        foreach (IElement element in body.QuerySelectorAll("*"))
        {
            foreach (IAttr attribute in element.Attributes)
            {
                attribute.Value = TexScanner.Restore(attribute.Value, formulas.Count, i => formulas[i].Tex);
            }

            if (element.LocalName is "code" or "pre" && element.Children.Length == 0)
            {
                element.TextContent = TexScanner.Restore(element.TextContent, formulas.Count, i => formulas[i].Source);
            }
        }
    }

    /// <summary>Footnotes are numbered anew in each cell; their anchors get the cell's name.</summary>
    private void OwnIds(IElement body, Cell cell)
    {
        Dictionary<string, string> renamed = [];
        foreach (IElement element in body.QuerySelectorAll("[id]"))
        {
            string old = element.Id!, id =
                page.TakeId(old.StartsWith("fn", StringComparison.Ordinal) ? $"{cell.Id}-{old.Replace(":", "")}" : old);
            renamed.TryAdd(old, id);
            element.Id = id;
        }

        foreach (IElement link in body.QuerySelectorAll("a[href^='#']"))
        {
            if (renamed.TryGetValue(link.GetAttribute("href")![1..], out string? id))
            {
                link.SetAttribute("href", "#" + id);
            }
        }

        foreach (IElement back in body.QuerySelectorAll("a.footnote-back-ref"))
        {
            back.SetAttribute("title", "Back to the text");
        }
    }

    private void Headings(IElement body, IReadOnlyList<Formula> formulas, bool isOutput)
    {
        foreach (IElement heading in body.QuerySelectorAll("h1, h2, h3, h4, h5, h6").ToArray())
        {
            int level = heading.LocalName[1] - '0';
            IElement renamed = Rename(heading, isOutput ? Math.Clamp(level + 3, 4, 6) : Math.Max(level, 2));
            if (isOutput) continue;

            if (_suffix.Length == 0) Chinese.Mark(renamed);
            string plain = TexScanner.Restore(renamed.TextContent, formulas.Count, i => formulas[i].Tex);
            renamed.Id = page.TakeIdFor(plain);
            page.AddAnchors(plain, renamed.Id);
            string html = TexScanner.Restore(
                renamed.InnerHtml,
                formulas.Count,
                i => TexEngine.ToMathMl(Formulas.Prepare(formulas[i].Tex).Tex, false).MathMl
                    ?? Escaping.Html(formulas[i].Tex));
            page.Headings.Add(new Heading(Math.Max(level, 2), renamed.Id, Anchor().Replace(html, "")));
        }
    }

    private static IElement Rename(IElement heading, int level)
    {
        IElement renamed = heading.Owner!.CreateElement($"h{level}");
        renamed.Append([.. heading.ChildNodes]);
        heading.Replace(renamed);
        return renamed;
    }

    private static void CodeBlocks(IElement body)
    {
        foreach (IElement code in body.QuerySelectorAll("pre > code").ToArray())
        {
            string? language =
                code.ClassList.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))?[9..];
            code.ParentElement!.OuterHtml = Highlighter.Block(code.TextContent.TrimEnd('\n'), language);
        }
    }

    /// <summary>A check box that nobody can press is a picture.</summary>
    private static void Tasks(IElement body)
    {
        foreach (IElement box in body.QuerySelectorAll("input").ToArray())
        {
            bool done = box.HasAttribute("checked");
            (string name, string sign) = done ? ("done", "☑") : ("open", "☐");
            box.OuterHtml = $"""<span class="task" role="img" aria-label="{name}">{sign}</span>""";
        }
    }

    // A link inside a heading would be a link inside the contents' link.
    [GeneratedRegex("</?a\\b[^>]*>")]
    private static partial Regex Anchor();
}
