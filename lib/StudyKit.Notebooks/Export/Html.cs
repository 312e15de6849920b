using System.Text;

namespace StudyKit.Notebooks.Export;

/// <summary>Text into HTML. Everything that a person or a program wrote passes through here.</summary>
internal static class Html
{
    /// <summary>Escapes text for an element or a quoted attribute; control characters that HTML forbids are dropped.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        StringBuilder result = new(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&': result.Append("&amp;"); break;
                case '<': result.Append("&lt;"); break;
                case '>': result.Append("&gt;"); break;
                case '"': result.Append("&quot;"); break;
                case '\'': result.Append("&#39;"); break;
                case '\n' or '\t': result.Append(c); break;
                case < ' ' or '\u007f': break;
                default: result.Append(c); break;
            }
        }

        return result.ToString();
    }

    /// <summary>An icon that says the verdict by its shape. Words stand beside it, so it is hidden from readers of the page.</summary>
    public static string Icon(string name) => $"""<svg class="icon" width="16" height="16" aria-hidden="true"><use href="#icon-{name}"/></svg>""";
}
