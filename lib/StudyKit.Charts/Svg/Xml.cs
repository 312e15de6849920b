using System.Text;

namespace StudyKit.Charts.Svg;

/// <summary>Escapes text for XML and HTML, as content and in double-quoted attributes alike.</summary>
internal static class Xml
{
    public static string Text(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),

                // XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF.
                < ' ' and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF => escaped.Append('�'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
