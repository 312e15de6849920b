using AngleSharp.Dom;

namespace StudyKit.Notebooks.Export.Languages;

/// <summary>Pictures: a text in SVG has no room for two languages, and no spans.</summary>
internal sealed partial class PageTranslation
{
    /// <summary>
    /// A text of a picture gets a twin in the same place. Lines that were broken are found by the whole that the first
    /// of them carries.
    /// </summary>
    private void Label(IElement text)
    {
        if (text.Closest(Kept) is not null) return;
        IElement[] lines = [text];
        string english = text.TextContent;
        if (text.GetAttribute("data-whole") is { } whole)
        {
            if (whole.Length == 0) return;
            english = whole;
            List<IElement> all = [text];
            while (all[^1].NextElementSibling is { } next && next.GetAttribute("data-whole") == "") all.Add(next);
            lines = [.. all];
        }

        if (!Phrase.HasWords(english) || Find(text, "picture", english) is not { } chinese) return;
        int each = (int)Math.Ceiling(chinese.Length / (double)lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            IElement twin = (IElement)lines[i].Clone();
            twin.RemoveAttribute("data-whole");
            int from = Math.Min(i * each, chinese.Length);
            twin.TextContent = chinese[from..Math.Min(from + each, chinese.Length)];
            twin.SetAttribute("lang", ChineseEdition.Language);
            twin.ClassList.Add(Chinese);
            lines[i].ClassList.Add(English);
            lines[i].After(twin);
        }

        foreach (IElement line in lines) line.RemoveAttribute("data-whole");
    }

    /// <summary>
    /// The description of a picture, else its title and caption: the numbers stand in the table below it.
    /// </summary>
    private string? OfPicture(IElement svg, string description)
    {
        if (edition.Find(null, description) is { } own) return own;
        string title = svg.QuerySelector("title")?.TextContent ?? "";
        string? found = title.Length == 0 ? null : Find(svg, "title", title);
        string caption = svg.Closest("figure")?.QuerySelector("figcaption")?.TextContent ?? "";
        string? said = caption.Length == 0 ? null : edition.Find(null, caption);
        return found is null ? null : said is null ? found : $"{found}。{said}";
    }
}
