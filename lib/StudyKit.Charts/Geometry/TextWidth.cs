using System.Text;

namespace StudyKit.Charts.Geometry;

/// <summary>
/// Estimates how wide a text is, as no browser is there to ask. Widths are those of a common sans-serif in
/// thousandths of the font size, rounded up a little: a gap looks better than an overlap.
/// </summary>
internal static class TextWidth
{
    private const double Wide = 1.0;
    private const double Usual = 0.6;

    public static double Of(string text, double fontSize, bool bold = false) =>
        text.EnumerateRunes().Sum(Ems) * fontSize * (bold ? 1.06 : 1);

    /// <summary>Cuts a text so that it fits, with an ellipsis; never inside a character.</summary>
    public static string Fit(string text, double fontSize, double room)
    {
        if (Of(text, fontSize) <= room) return text;
        StringBuilder kept = new();
        double width = Of("…", fontSize);
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Ems(rune) * fontSize;
            if (width > room) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>Breaks a text into lines that fit: at spaces, and anywhere between Chinese characters.</summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSize, double room)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string piece in Pieces(text))
        {
            if (line.Length > 0 && Of(line + piece.TrimEnd(), fontSize) > room)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }

            line.Append(piece);
        }

        if (line.Length > 0 || lines.Count == 0) lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>
    /// Whether a character takes the room of two Latin ones: CJK, kana, Hangul, full-width forms, emoji.
    /// </summary>
    public static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF)
            or (>= 0x3400 and <= 0x4DBF) or
        (>= 0x4E00 and <= 0x9FFF) or (>= 0xA960 and <= 0xA97F)
            or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or
        (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or
        (>= 0x20000 and <= 0x3FFFD);

    private static double Ems(Rune rune) => IsWide(rune) ? Wide : rune.Value switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.27,
        'f' or 't' or 'I' or ' ' or '.' or ',' or ':' or ';' or '!' or '/' or '\\' or '[' or ']' => 0.33,
        'r' or '(' or ')' or '-' or '`' or '"' or '{' or '}' => 0.39,
        'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' or 'J' => 0.54,
        'm' or 'M' or 'W' or '%' or '@' or '…' or '→' or '↓' => 0.95,
        'w' or 'C' or 'D' or 'G' or 'H' or 'N' or 'O' or 'Q' or 'R' or 'U' => 0.77,
        >= 'A' and <= 'Z' => 0.7,
        >= 0x2070 and <= 0x209F or 0xB2 or 0xB3 or 0xB9 => 0.36,
        >= 0x300 and <= 0x36F => 0,
        _ => Usual,
    };

    private static IEnumerable<string> Pieces(string text)
    {
        StringBuilder word = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsWide(rune))
            {
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
                yield return rune.ToString();
                continue;
            }

            word.Append(rune.ToString());
            if (rune.Value is not (' ' or '/')) continue;
            yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0) yield return word.ToString();
    }
}
