using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Prose;

namespace StudyKit.Notebooks.Export.Languages;

/// <summary>
/// Puts the Chinese beside the English of everything that is not a Markdown cell: figures, claims, tables, the page's
/// own words. It goes over the finished HTML, so that no renderer needs to know of languages. What the reader sees is
/// chosen by the style sheet (<c>in-en</c>, <c>in-zh</c>); names for screen readers are exchanged by a script.
/// </summary>
/// <param name="edition">Where the Chinese is from.</param>
internal sealed partial class PageTranslation(ChineseEdition edition)
{
    /// <summary>The class of what is shown in English.</summary>
    public const string English = "in-en";

    /// <summary>The class of what is shown in Chinese.</summary>
    public const string Chinese = "in-zh";

    // Code, formulas and what already says its language; translate="no" stands on data, such as tokens.
    private const string Kept =
        "pre, code, kbd, samp, math, script, style, .in-en, .in-zh, [lang], [translate=no], [data-kept]";

    private static readonly string[] Attributes = ["aria-label", "alt", "title", "placeholder", "data-label"];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>For a notebook's page; null where it has no Chinese edition.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">Its file.</param>
    public static PageTranslation? Of(Notebook notebook, string path) =>
        EditionOf(notebook, path) is { } edition ? new PageTranslation(edition) : null;

    /// <summary>For a page about several notebooks; null where none has a Chinese edition.</summary>
    /// <param name="notebooks">The notebooks, each with its file.</param>
    public static PageTranslation? Of(IEnumerable<(Notebook Notebook, string Path)> notebooks)
    {
        ChineseEdition[] editions =
            [.. notebooks.Select(one => EditionOf(one.Notebook, one.Path)).OfType<ChineseEdition>()];
        return editions.Length == 0 ? null : new PageTranslation(ChineseEdition.Of(editions));
    }

    private static ChineseEdition? EditionOf(Notebook notebook, string path)
    {
        ChineseEdition? edition = ChineseEdition.Of(ChineseNotebook.EditionOf(notebook) ?? path);
        edition?.TakeTitle(ChineseNotebook.Is(notebook) ? ChineseNotebook.ToEnglish(notebook) : notebook);
        return edition;
    }

    /// <summary>Texts with words for which nothing was found: the cell, where it stood, the text.</summary>
    public List<(string? Cell, string Slot, string Text)> Missing { get; } = [];

    /// <summary>Texts that another run may show, and for which nothing was found.</summary>
    public List<(string? Cell, string Slot, string Text)> MissingElsewhere { get; } = [];

    /// <summary>Looks for texts that this run does not show: those for other verdicts.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="texts">The texts.</param>
    public void LookFor(Cell cell, IEnumerable<string> texts)
    {
        foreach (string text in texts.Where(text => text.Length > 0 && edition.Find(cell.Id, text) is null))
        {
            MissingElsewhere.Add((cell.Id, "prose", text));
        }
    }

    /// <summary>The Chinese of a Markdown cell; null, and missing, when there is none for its English.</summary>
    /// <param name="cell">The cell.</param>
    public string? Text(Cell cell)
    {
        string? text = edition.Text(cell);
        if (text is null && Phrase.HasWords(cell.Source)) Missing.Add((cell.Id, "markdown", cell.Source));
        return text;
    }

    /// <summary>
    /// The Chinese of a whole Markdown text that a cell gave out; null, and missing, when there is none.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="markdown">The text.</param>
    public string? Prose(Cell cell, string markdown)
    {
        string? text = edition.Find(cell.Id, markdown);
        if (text is null) Missing.Add((cell.Id, "prose", markdown));
        return text == markdown ? null : text;
    }

    /// <summary>The page's content in both languages.</summary>
    /// <param name="html">The content in English.</param>
    public string Apply(string html)
    {
        IElement body = MarkdownRenderer.Parse(html);
        foreach (IElement text in body.QuerySelectorAll("svg text").ToArray()) Label(text);
        foreach (IElement element in body.QuerySelectorAll("*"))
        {
            if (element.Closest(".in-en, .in-zh") is null) Names(element);
        }

        foreach (IText text in body.Descendants<IText>().ToArray()) Words(text);
        return body.InnerHtml;
    }

    /// <summary>A part of a cell in both languages, by itself.</summary>
    /// <param name="html">The part in English.</param>
    /// <param name="cell">The cell.</param>
    public string Apply(string html, Cell cell) => Within(cell, html).InnerHtml;

    private IElement Within(Cell cell, string html) => MarkdownRenderer.Parse(
        Apply($"<div id=\"cell-{Escaping.Html(cell.Id)}\">{html}</div>")).FirstElementChild!;

    /// <summary>An output's HTML in Chinese alone, for a notebook that is shown elsewhere.</summary>
    /// <param name="html">The HTML in English.</param>
    /// <param name="cell">The cell that made it.</param>
    public string InChinese(string html, Cell cell)
    {
        IElement body = Within(cell, html);
        foreach (IElement english in body.QuerySelectorAll(".in-en").ToArray()) english.Remove();
        foreach (IElement chinese in body.QuerySelectorAll("span.in-zh").ToArray())
        {
            chinese.Replace([.. chinese.ChildNodes]);
        }

        foreach (IElement element in body.QuerySelectorAll("*"))
        {
            element.ClassList.Remove(Chinese);
            IAttr[] names =
                [.. element.Attributes.Where(one => one.Name.StartsWith("data-zh-", StringComparison.Ordinal))];
            foreach (IAttr name in names)
            {
                if (name.Name == "data-zh-text") element.TextContent = name.Value;
                else element.SetAttribute(name.Name[8..], name.Value);
                element.RemoveAttribute(name.Name);
            }
        }

        return body.InnerHtml;
    }

    /// <summary>
    /// What scripts say by themselves: each English text that they may look up, with its Chinese. The texts of
    /// figures come with them.
    /// </summary>
    /// <param name="data">The data that scripts of the page draw from.</param>
    /// <param name="all">Whether figures may come that the page does not have yet.</param>
    public string Texts(IEnumerable<PageData> data, bool all = false)
    {
        IEnumerable<KeyValuePair<string, string>> phrases = ChineseEdition.Shared.Phrases;
        foreach ((string english, string chinese) in all ? edition.Phrases.Phrases.Concat(phrases) : phrases)
        {
            if (chinese.Length > 0) _texts.TryAdd(english, chinese);
        }

        foreach (PageData one in data)
        {
            try
            {
                Collect(RecordJson.Parse(one.Json, 1024));
            }
            catch (JsonException)
            {
                // A chart that cannot be read is shown as it is.
            }
        }

        return RecordJson.Write(new JsonObject(_texts.Select(one =>
            KeyValuePair.Create(one.Key, (JsonNode?)JsonValue.Create(one.Value)))));
    }

    /// <summary>The texts of charts: titles, names, captions; numbers and colours have no translation.</summary>
    private void Collect(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list) Collect(item);
        }
        else if (node is JsonObject fields)
        {
            foreach ((_, JsonNode? value) in fields) Collect(value);
        }
        else if (node is JsonValue value && value.TryGetValue(out string? text) && Phrase.HasWords(text)
            && text.Length < 600 && !_texts.ContainsKey(text))
        {
            string plain = text.Replace("<b>", "").Replace("</b>", "").Replace("<br>", " ");
            if (edition.Find(null, plain) is { } found && found != plain)
            {
                _texts[text] = plain == text ? found : $"<b>{found}</b>";
            }
        }
    }

    private string? Find(IElement place, string slot, string text)
    {
        string? cell = place.Closest("[id^='cell-']")?.Id?[5..];
        // A point before a text sets it apart from what stands before it.
        string apart = text.TrimStart().StartsWith("· ", StringComparison.Ordinal) ? "· " : "";
        string? found = edition.Find(cell, text)
            ?? (apart.Length > 0 && edition.Find(cell, text.TrimStart()[2..]) is { } rest ? apart + rest : null);
        if (found is null) Missing.Add((cell, slot, text));
        return found == text.Trim() ? null : found;
    }

    /// <summary>Attributes cannot stand twice: the Chinese waits beside the English.</summary>
    private void Names(IElement element)
    {
        foreach (string name in Attributes)
        {
            if (element.GetAttribute(name) is not { } value || !Phrase.HasWords(value)) continue;
            if (element.Closest("[translate=no], pre, code, math, script, style") is not null) continue;
            string? found = element.LocalName == "svg" ? OfPicture(element, value) : Find(element, name, value);
            if (found is not null) element.SetAttribute($"data-zh-{name}", found);
        }
    }

    private void Words(IText text)
    {
        if (text.Parent is not IElement parent || !Phrase.HasWords(text.Data) || parent.Closest(Kept) is not null
            || parent.Closest("text") is not null)
        {
            return;
        }

        // The description of a picture is its label, too.
        if (parent.LocalName == "desc") return;
        string slot = parent.LocalName;
        if (Find(parent, slot, text.Data) is not { } chinese) return;
        if (slot is "option" or "title")
        {
            parent.SetAttribute("data-zh-text", chinese);
            return;
        }

        string data = text.Data, trimmed = data.Trim();
        int start = data.IndexOf(trimmed, StringComparison.Ordinal);
        List<INode> nodes = [];
        if (start > 0) nodes.Add(parent.Owner!.CreateTextNode(data[..start]));
        nodes.Add(Span(parent, English, null, trimmed));
        nodes.Add(Span(parent, Chinese, ChineseEdition.Language, chinese));
        int end = start + trimmed.Length;
        if (end < data.Length) nodes.Add(parent.Owner!.CreateTextNode(data[end..]));
        text.ReplaceWith([.. nodes]);
    }

    private static IElement Span(IElement parent, string name, string? language, string text)
    {
        IElement span = parent.Owner!.CreateElement("span");
        span.ClassName = name;
        if (language is not null) span.SetAttribute("lang", language);
        span.TextContent = text;
        return span;
    }
}
