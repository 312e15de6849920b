using AngleSharp.Html.Dom;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// Brings the images of a Markdown text into the page: attachments and files beside the notebook. Nothing is fetched
/// from the web.
/// </summary>
internal sealed class Images(string folder, PageContext page)
{
    private const int LargestBytes = 2_000_000;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
    };

    public void Settle(IHtmlImageElement image, Cell cell)
    {
        string source = image.GetAttribute("src") ?? "";
        string? alternative = image.GetAttribute("alt");
        if (string.IsNullOrWhiteSpace(alternative))
        {
            page.Warn($"Cell {cell.Id}: the image {Short(source)} has no alternative text. Write it between the " +
                "brackets: ![what it shows](…).");
        }

        (string? data, string? problem) = Data(source, cell);
        if (data is not null)
        {
            image.SetAttribute("src", data);
            image.SetAttribute("alt", alternative ?? "");
            return;
        }

        page.Warn($"Cell {cell.Id}: the image {Short(source)} was left out: {problem}.");
        AngleSharp.Dom.IElement note = image.Owner!.CreateElement("span");
        note.ClassName = "missing";
        note.TextContent = $"[image: {(string.IsNullOrWhiteSpace(alternative) ? Short(source) : alternative)}]";
        image.Replace(note);
    }

    private (string? Data, string? Problem) Data(string source, Cell cell)
    {
        if (source.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)) return (source, null);
        if (source.StartsWith("attachment:", StringComparison.Ordinal))
        {
            return Attachment(Uri.UnescapeDataString(source[11..]), cell);
        }

        if (source.Contains("://", StringComparison.Ordinal) || source.StartsWith("//", StringComparison.Ordinal))
        {
            return (null, "a report loads nothing from the web; put the file beside the notebook");
        }

        return File(Uri.UnescapeDataString(source));
    }

    private static (string? Data, string? Problem) Attachment(string name, Cell cell)
    {
        if (!cell.Attachments.TryGetValue(name, out MimeBundle? bundle))
        {
            return (null, "the cell has no attachment of this name");
        }

        string? type = bundle.Types.FirstOrDefault(Types.ContainsValue);
        if (type is null) return (null, "the attachment is no image");
        return DataUri(type, bundle.Text(type)!) is { } uri ? (uri, null) : (null, "the attachment is no base64 text");
    }

    private (string? Data, string? Problem) File(string source)
    {
        if (!Types.TryGetValue(Path.GetExtension(source), out string? type))
        {
            return (null, "it is no image that browsers know");
        }

        string path = Path.GetFullPath(Path.Combine(folder, source));
        FileInfo file = new(path);
        if (!file.Exists) return (null, "there is no such file beside the notebook");
        // A foreign notebook could otherwise put any picture of this disk into a page that is handed round.
        string real = (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName;
        string home = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        if (!path.StartsWith(home, StringComparison.Ordinal) || !real.StartsWith(home, StringComparison.Ordinal))
        {
            return (null, "it lies outside the notebook's folder; put the file beside the notebook");
        }

        if (file.Length > LargestBytes)
        {
            return (null, $"it has {file.Length / 1e6:F1} MB and an image may have {LargestBytes / 1e6:F0}");
        }

        return ($"data:{type};base64,{Convert.ToBase64String(System.IO.File.ReadAllBytes(path))}", null);
    }

    /// <summary>
    /// A data URI from nbformat's text: SVG as text, anything else in base64 already; null when it is not.
    /// </summary>
    public static string? DataUri(string type, string text)
    {
        if (type == "image/svg+xml")
        {
            return $"data:{type};base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))}";
        }

        string bits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return System.Buffers.Text.Base64.IsValid(bits) ? $"data:{type};base64,{bits}" : null;
    }

    private static string Short(string source) => source.Length <= 60 ? source : source[..57] + "...";
}
