using System.Text;

namespace StudyKit.Contracts;

/// <summary>Text into HTML, SVG and XML. Everything that a person or a program wrote passes through here.</summary>
public static class Escaping
{
    /// <summary>Escapes text for an element or a quoted attribute.</summary>
    /// <param name="text">Any text; null counts as empty.</param>
    /// <returns>
    /// The text; what XML 1.0 has no way to write (control characters, half a character) is shown as �.
    /// </returns>
    public static string Html(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        StringBuilder escaped = new(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                (< ' ' and not ('\t' or '\n' or '\r')) or 0x7F or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
