namespace StudyKit.Jupyter.Wire;

/// <summary>Jupyter counts places in code points, .NET in UTF-16 units: they differ behind an emoji.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 offset of the code point with an index; the text's end for what lies behind it.</summary>
    public static int ToUtf16(string text, int codePoint)
    {
        int at = 0;
        for (int i = 0; i < codePoint && at < text.Length; i++)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return at;
    }

    /// <summary>How many code points stand before a UTF-16 offset.</summary>
    public static int FromUtf16(string text, int offset)
    {
        int count = 0;
        for (int at = 0; at < Math.Min(offset, text.Length); at++)
        {
            if (!(char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]))) count++;
        }

        return count;
    }
}
