using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>Parts of an XML documentation comment as Markdown.</summary>
internal static partial class XmlMarkdown
{
    /// <summary>What a member is for; null when the comment does not say.</summary>
    public static string? Summary(string? comment) => Text(Root(comment)?.Element("summary"));

    /// <summary>What a parameter is; null when the comment does not say.</summary>
    public static string? Parameter(string? comment, string name) => Text(
        Root(comment)?.Elements("param").FirstOrDefault(one => one.Attribute("name")?.Value == name));

    private static XElement? Root(string? comment)
    {
        if (string.IsNullOrWhiteSpace(comment)) return null;
        try
        {
            return XElement.Parse(HasRoot().IsMatch(comment) ? comment : $"<doc>{comment}</doc>");
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        StringBuilder text = new();
        foreach (XNode node in element.Nodes()) Add(node, text);
        string joined = TaggedMarkdown.Paragraphs(text.ToString());
        return joined.Length == 0 ? null : joined;
    }

    private static void Add(XNode node, StringBuilder text)
    {
        switch (node)
        {
            case XText words: text.Append(TaggedMarkdown.Escape(Blanks().Replace(words.Value, " "))); break;
            case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } name:
                text.Append($"`{NameOf(name)}`");
                break;
            case XElement { Name.LocalName: "c" or "code" } code: text.Append($"`{code.Value.Trim()}`"); break;
            case XElement inner:
                if (inner.Name.LocalName is "para" or "item" or "br") text.Append("\n\n");
                foreach (XNode child in inner.Nodes()) Add(child, text);
                break;
        }
    }

    private static string NameOf(XElement element)
    {
        string name = (element.Attribute("cref") ?? element.Attribute("name") ?? element.Attribute("langword")
            ?? element.Attribute("href"))?.Value ?? element.Value;
        if (name.Length > 2 && name[1] == ':') name = name[2..].Split('(')[0].Split('.')[^1].Split('`')[0];
        return name;
    }

    [GeneratedRegex(@"\A\s*<(member|doc)\b")]
    private static partial Regex HasRoot();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
